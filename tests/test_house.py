"""The rules of the house, read off the files; every rule is a function that is itself shown to notice a breach."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
Tree = dict[str, str]  # path from the root -> text
Rule = Callable[[Tree], list[str]]

PACKAGES = ("ingest", "assistant", "ui")  # each may import itself and those before it
OUTSIDE = ("tests", "bench", "bootstrap")  # what no package may lean on
HOMES = {
    "torch": ("ingest/torch_embedder.py", "assistant/reranker.py", "assistant/entailment.py"),
    "sentence_transformers": ("ingest/torch_embedder.py", "assistant/reranker.py"),
    "transformers": ("ingest/torch_embedder.py", "assistant/reranker.py"),
    "onnxruntime": ("ingest/onnx_embedder.py",),
    "openvino": ("ingest/openvino_embedder.py",),
    "tokenizers": ("ingest/bert_embedder.py",),
    "chromadb": ("ingest/collection.py",),
    "langchain_core": ("assistant/retrieve.py", "assistant/chain.py", "assistant/chatmodel.py"),
    "langchain": ("assistant/chatmodel.py",),
    "langsmith": ("assistant/chain.py",),
    "openai": ("assistant/chatmodel.py",),
    "trafilatura": ("ingest/webpages.py",),
    "sklearn": (),
    "feedparser": ("ingest/feeds.py",),
    "httpx2": (),  # only bench/bombs.py, to compare with
    "httpcore2": ("ingest/fetch.py",),
    "protego": ("ingest/robots.py",),
    "pypdf": ("ingest/pdf.py",),
    "mammoth": ("ingest/docx.py",),
    "py3langid": ("ingest/languages.py",),
    "spellchecker": ("assistant/spelling.py",),
    "weasyprint": ("assistant/pdf_out.py",),
    "apscheduler": ("assistant/schedule.py",),
    "smtplib": ("assistant/post.py",),  # light, but whatever leaves this machine as mail leaves it there
    "streamlit": ("ui/*.py",),
}
FETCHER = "ingest/fetch.py"  # the only file of ingest/ that opens connections, behind the guard
CONNECTING = {
    "socket", "urllib.request", "http.client", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc",
    "httpx", "httpx2", "httpcore", "httpcore2", "requests", "urllib3", "aiohttp", "websockets", "pycurl", "asyncio",
}  # fmt: skip
ADAPTERS = {home for homes in HOMES.values() for home in homes if "*" not in home}
LONGEST = 300
VAGUE = {"utils", "helpers", "common", "misc", "manager", "base", "core", "types"}
UNSAFE = {
    "pickle", "joblib", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle", "langchain_core.load", "langchain.load",
    "torch.load", "yaml.load", "yaml.full_load", "yaml.unsafe_load", "pandas.read_pickle", "eval", "exec", "__import__",
    "os.system", "os.popen", "pty", "xml.dom", "xml.sax", "ET.fromstring", "ET.parse", "ET.XML", "ET.iterparse",
    "ssl._create_unverified_context", "tempfile.mktemp",
}  # fmt: skip
UNSAFE_OPTIONS = {
    "trust_remote_code", "unsafe_allow_html", "unsafe_allow_javascript", "allow_dangerous_deserialization", "allow_pickle", "shell",
}  # fmt: skip
FLOORS = {  # what came before has a hole that is known: an injection by serialised objects, a forged request of the server's
    "langchain-core": "1.2.5", "streamlit": "1.54",
}  # fmt: skip
# Streamlit's ways to draw text as HTML. Its themes have no word for what page.css says, and a component with that style takes a
# place on the page: so the one file of ours, named as it stands, may be given as it is.
DRAWS_HTML = {"html", "iframe", "st.components.v1", "streamlit.html", "streamlit.iframe", "streamlit.components.v1"}
OWN_STYLE = ("ui/app.py", "st.html(Path(__file__).with_name('page.css'))")
MARKUP_IN_SCRIPTS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML(?:Unsafe)?|parseHTML(?:Unsafe)?|createContextualFragment|srcdoc|DOMParser|"
    r"document\s*\.\s*write(?:ln)?|eval\s*\(|new\s+Function|Function\s*\(|javascript:)"
)
MACHINE_PATH = re.compile(
    r"(?<![\w.:/~*{}-])/(?:root|work|workspace|opt|mnt|tmp|home/[\w.-]+|Users/[\w.-]+)/[\w.-]+|\b[A-Z]:\\+Users\\"
)
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|yarnpkg\.com|crates\.io|anaconda\.(?:com|org)|rubygems\.org|"
    r"proxy\.golang\.org|ghcr\.io|docker\.io|download\.pytorch\.org"
)
TORCH_HOST = ".".join(["download", "pytorch", "org"])  # in pieces: this file keeps the rule as well
REGISTRY_HOMES = {("bootstrap.py", TORCH_HOST)}  # PyTorch's documented index of builds without CUDA


# Reading


@functools.cache
def files_of_the_repository() -> Tree:
    """Every text file that git tracks or would track; without git, every text file outside folders with a dot."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts[:-1])]
    return {name: text for name in names if (text := text_of(ROOT / name)) is not None}


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except UnicodeDecodeError:
        return None


def modules(tree: Tree) -> Iterator[tuple[str, ast.Module]]:
    """The modules of the three packages, parsed."""
    for path, source in sorted(tree.items()):
        if path.endswith(".py") and path.partition("/")[0] in PACKAGES:
            yield path, parsed(source, path)


parsed = functools.cache(ast.parse)  # every rule reads the same modules


def imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    """The dotted names that nodes import, by statement or by `import_module("...")`, and the lines."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = "." * node.level + (node.module or "")
            yield from ((f"{stem}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from ((str(word.value), node.lineno) for word in node.args[:1] if isinstance(word, ast.Constant))


def run_on_import(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes that run when their module is imported: no bodies of functions, nothing under TYPE_CHECKING."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from run_on_import(node.orelse)
            continue
        yield node
        yield from run_on_import(ast.iter_child_nodes(node))


def first(name: str) -> str:
    return name.partition(".")[0]


# Rules


def imports_against_the_direction(tree: Tree) -> list[str]:
    found = []
    for path, module in modules(tree):
        later = PACKAGES[PACKAGES.index(path.partition("/")[0]) + 1 :]
        for name, line in imported(ast.walk(module)):
            if first(name) in (*later, *OUTSIDE):
                found.append(f"{path}:{line} imports {name}; imports run one way: ui -> assistant -> ingest")
            if name.startswith("."):
                found.append(f"{path}:{line} imports {name} relatively; write the whole name")
    return found


def heavy_imports_away_from_home(tree: Tree) -> list[str]:
    return [
        f"{path}:{line} imports {name}; only {' and '.join(homes) or 'tests'} may: ask that module for what is needed"
        for path, module in modules(tree)
        for name, line in imported(ast.walk(module))
        if (homes := homes_of(name)) is not None and not any(fnmatch(path, home) for home in homes)
    ]


def connections_beside_the_fetcher(tree: Tree) -> list[str]:
    return [
        f"{path}:{line} imports {name}, which can open connections; only {FETCHER} may: take a Fetcher and ask it"
        for path, module in modules(tree)
        for name, line in imported(ast.walk(module))
        if path.startswith("ingest/") and path != FETCHER and {first(name), ".".join(name.split(".")[:2])} & CONNECTING
    ]


def homes_of(name: str) -> tuple[str, ...] | None:
    """The only files that may import a heavy library; None for a light one."""
    return HOMES.get(first(name), () if name.startswith("langchain") else None)


def heavy_imports_at_start(tree: Tree) -> list[str]:
    """Follows the imports that run at import, from everything that may be imported early."""
    known = dict(modules(tree))
    early = [path for path in known if path == "ui/cli.py" or not (path.startswith("ui/") or path in ADAPTERS)]
    trails, found = [[path] for path in early], []
    seen = set(early)
    while trails:
        trail = trails.pop(0)
        for name, line in imported(run_on_import([known[trail[-1]]])):
            if homes_of(name) is not None:
                found.append(f"{' -> '.join(trail)}:{line} imports {name} at start; import it in the function using it")
            for path in set(paths_of(name)) & known.keys() - seen:
                seen.add(path)
                trails.append([*trail, path])
    return found


def paths_of(name: str) -> Iterator[str]:
    """The files that an import of a dotted name may run, packages on the way included."""
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count]) + ".py"
        yield "/".join(parts[:count]) + "/__init__.py"


def modules_too_long(tree: Tree) -> list[str]:
    lengths = {path: len(tree[path].splitlines()) for path, _ in modules(tree)}
    return [
        f"{path} has {lines} lines, {LONGEST} is the most: look for the idea that wants a module of its own"
        for path, lines in lengths.items()
        if lines > LONGEST
    ]


def names_that_say_nothing(tree: Tree) -> list[str]:
    return [
        f"{path}: {part!r} says nothing; name it after what it holds"
        for path in tree
        for part in path.removesuffix(".py").split("/")
        if part.lstrip("_") in VAGUE
    ]


def page_names_that_shadow(tree: Tree) -> list[str]:
    taken = {*sys.stdlib_module_names, *importlib.metadata.packages_distributions(), *PACKAGES}
    return [
        f"{path} hides the module {Path(path).stem!r}: Streamlit puts ui/ first on sys.path; give it another name"
        for path in tree
        if path.startswith("ui/") and path.endswith(".py") and Path(path).stem in taken
    ]


def prints_outside_the_command_line(tree: Tree) -> list[str]:
    return [
        f"{path}:{node.lineno} prints; only ui/cli.py may: return or yield the words instead"
        for path, module in modules(tree)
        for node in ast.walk(module)
        if path != "ui/cli.py" and isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]


def unsafe_code(tree: Tree) -> list[str]:
    return [
        f"{path}:{line} uses {what}, which can run what somebody else wrote; find a way without"
        for path, module in modules(tree)
        for what, line in unsafe_uses(module)
    ]


def unsafe_uses(module: ast.Module) -> Iterator[tuple[str, int]]:
    for name, line in imported(ast.walk(module)):
        if {first(name), ".".join(name.split(".")[:2])} & UNSAFE:
            yield name, line
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in UNSAFE:
            yield ast.unparse(node.func), node.lineno
        if isinstance(node, ast.keyword) and node.arg in UNSAFE_OPTIONS and not is_false(node.value):
            yield node.arg, node.value.lineno
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            named = [(key.value, value) for key, value in pairs if isinstance(key, ast.Constant)]
            yield from ((name, node.lineno) for name, value in named if name in UNSAFE_OPTIONS and not is_false(value))


def text_drawn_as_html(tree: Tree) -> list[str]:
    return [
        f"{path}:{line} draws text as HTML by {what}; use st.text, Markdown through markdown_escaped, or a component"
        for path, module in modules(tree)
        if path.startswith("ui/")
        for what, line in drawn_as_html(path, module)
    ]


def drawn_as_html(path: str, module: ast.Module) -> Iterator[tuple[str, int]]:
    own = [
        node.func for node in ast.walk(module) if isinstance(node, ast.Call) and (path, ast.unparse(node)) == OWN_STYLE
    ]
    yield from ((name, line) for name, line in imported(ast.walk(module)) if name in DRAWS_HTML - {"html", "iframe"})
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node not in own and {node.attr, ast.unparse(node)} & DRAWS_HTML:
            yield ast.unparse(node), node.lineno


def markup_in_the_components_scripts(tree: Tree) -> list[str]:
    scripts = {path: text for path, text in tree.items() if path.startswith("ui/")}
    return [
        f"{place} has {words!r}, which makes markup or a program of text; make elements, and set their textContent"
        for place, _, words in matches(MARKUP_IN_SCRIPTS, scripts)
    ]


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def paths_of_one_machine(tree: Tree) -> list[str]:
    return [
        f"{place} names {words!r}, a path of one machine; use a relative one, tmp_path, or what the system reports"
        for place, _, words in matches(MACHINE_PATH, tree)
    ]


def registry_hosts(tree: Tree) -> list[str]:
    return [
        f"{place} names {words!r}; where packages come from is the user's own setting"
        for place, path, words in matches(REGISTRY, tree)
        if (path, words) not in REGISTRY_HOMES
    ]


def matches(pattern: re.Pattern[str], tree: Tree) -> Iterator[tuple[str, str, str]]:
    """(path:line, path, words) for each place where a pattern matches."""
    for path, text in sorted(tree.items()):
        for number, line in enumerate(text.splitlines(), 1):
            yield from ((f"{path}:{number}", path, match.group()) for match in pattern.finditer(line))


# Breaches, one and more for each rule, and what only looks like one

BREACHES: list[tuple[Rule, Tree]] = [
    (imports_against_the_direction, {"ingest/library.py": "def f():\n    from assistant.answers import Answer"}),
    (imports_against_the_direction, {"assistant/chain.py": "if TYPE_CHECKING:\n    import ui.cli"}),
    (imports_against_the_direction, {"assistant/chain.py": "importlib.import_module('ui.cli')"}),
    (imports_against_the_direction, {"ui/cli.py": "from bench import speed"}),
    (imports_against_the_direction, {"ingest/pipeline.py": "from .chunks import chunks"}),
    (heavy_imports_away_from_home, {"assistant/answers.py": "def f():\n    import torch.nn"}),
    (heavy_imports_away_from_home, {"ingest/index.py": "def f():\n    from langchain_chroma import Chroma"}),
    (heavy_imports_away_from_home, {"assistant/stories.py": "def f():\n    import streamlit as st"}),
    (heavy_imports_away_from_home, {"assistant/mail_out.py": "def f():\n    from smtplib import SMTP"}),
    (heavy_imports_away_from_home, {"ui/brief_command.py": "def f():\n    import smtplib"}),
    (heavy_imports_at_start, {"ui/cli.py": "with quiet:\n    import streamlit"}),
    (heavy_imports_at_start, {"ingest/pipeline.py": "from ingest import index", "ingest/index.py": "import chromadb"}),
    (heavy_imports_at_start, {"ui/cli.py": "import ingest.index", "ingest/index.py": "class A:\n    import torch"}),
    (connections_beside_the_fetcher, {"ingest/feeds.py": "def f():\n    import socket"}),
    (connections_beside_the_fetcher, {"ingest/feeds.py": "from urllib import request"}),
    (connections_beside_the_fetcher, {"ingest/sources.py": "from urllib.request import urlopen"}),
    (connections_beside_the_fetcher, {"ingest/webpages.py": "import http.client"}),
    (connections_beside_the_fetcher, {"ingest/robots.py": "if TYPE_CHECKING:\n    import httpcore2"}),
    (connections_beside_the_fetcher, {"ingest/documents.py": "importlib.import_module('requests')"}),
    (modules_too_long, {"ingest/library.py": "pass\n" * (LONGEST + 1)}),
    (names_that_say_nothing, {"ingest/utils.py": ""}),
    (names_that_say_nothing, {"tests/common/test_a.py": ""}),
    (page_names_that_shadow, {"ui/calendar.py": ""}),
    (page_names_that_shadow, {"ui/streamlit.py": ""}),
    (page_names_that_shadow, {"ui/assistant.py": ""}),
    (prints_outside_the_command_line, {"ui/app.py": "def f():\n    print('x')"}),
    (unsafe_code, {"ingest/index.py": "import pickle"}),
    (unsafe_code, {"ingest/index.py": "from joblib import load"}),
    (unsafe_code, {"ingest/embedder.py": "from torch import load"}),
    (unsafe_code, {"ingest/embedder.py": "weights = torch.load(path)"}),
    (unsafe_code, {"assistant/settings.py": "settings = yaml.load(text)"}),
    (unsafe_code, {"assistant/chain.py": "from langchain_core.load import loads"}),
    (unsafe_code, {"assistant/chain.py": "answer = eval(text)"}),
    (unsafe_code, {"ui/app.py": "st.markdown(text, unsafe_allow_html=True)"}),
    (unsafe_code, {"ingest/embedder.py": "Model(name, trust_remote_code=trusting)"}),
    (unsafe_code, {"ingest/embedder.py": "options = {'trust_remote_code': True}"}),
    (unsafe_code, {"ui/app.py": "st.html(text, unsafe_allow_javascript=True)"}),
    (text_drawn_as_html, {"ui/chat_page.py": "def f():\n    st.html(text)"}),
    (text_drawn_as_html, {"ui/chat_page.py": "left, right = st.columns(2)\nleft.html(text)"}),
    (text_drawn_as_html, {"ui/chat_page.py": "draw = st.html"}),
    (text_drawn_as_html, {"ui/chat_page.py": "from streamlit import html"}),
    (text_drawn_as_html, {"ui/chat_page.py": "st.iframe(address)"}),
    (text_drawn_as_html, {"ui/chat_page.py": "st.components.v1.declare_component(name)"}),
    (text_drawn_as_html, {"ui/chat_page.py": "import streamlit.components.v1"}),
    (text_drawn_as_html, {"ui/chat_page.py": "st.html(Path(__file__).with_name('page.css'))"}),
    (text_drawn_as_html, {"ui/app.py": "st.html(Path(folder).with_name('page.css'))"}),
    (markup_in_the_components_scripts, {"ui/drawn.py": "JS = 'element.innerHTML = text'"}),
    (markup_in_the_components_scripts, {"ui/drawn.py": "JS = 'element.outerHTML = text'"}),
    (markup_in_the_components_scripts, {"ui/drawn.py": "JS = 'element.insertAdjacentHTML(place, text)'"}),
    (markup_in_the_components_scripts, {"ui/parts.js": "document.write(text)"}),
    (markup_in_the_components_scripts, {"ui/parts.js": "document.writeln(text)"}),
    (markup_in_the_components_scripts, {"ui/parts.js": "eval (text)"}),
    (markup_in_the_components_scripts, {"ui/parts.js": "new  Function(text)"}),
    (markup_in_the_components_scripts, {"ui/parts.js": "link.href = 'javascript:' + text"}),
    (paths_of_one_machine, {"README.md": "run " + "/".join(["", "home", "ann", "briefing", "run"])}),
    (paths_of_one_machine, {"ui/app.py": "FOLDER = '" + "/".join(["", "tmp", "x"]) + "'"}),
    (paths_of_one_machine, {"notes.txt": "C:" + "\\Users\\ann"}),
    (registry_hosts, {"README.md": "see https://" + ".".join(["pypi", "org"])}),
    (registry_hosts, {"constraints.txt": "--index-url https://" + TORCH_HOST}),
]
SOUND: list[tuple[Rule, Tree]] = [
    (imports_against_the_direction, {"ui/cli.py": "import ingest.articles\nfrom assistant import answers"}),
    (heavy_imports_away_from_home, {"ingest/collection.py": "def f():\n    import chromadb"}),
    (heavy_imports_away_from_home, {"assistant/post.py": "def f():\n    import smtplib"}),
    (heavy_imports_at_start, {"ingest/webpages.py": "import trafilatura", "ingest/pipeline.py": "import json"}),
    (heavy_imports_at_start, {"ingest/pipeline.py": "if TYPE_CHECKING:\n    import torch\ndef f():\n    import torch"}),
    (heavy_imports_at_start, {"ui/app.py": "import streamlit"}),
    (connections_beside_the_fetcher, {FETCHER: "import socket, httpcore2"}),
    (
        connections_beside_the_fetcher,
        {"ingest/feeds.py": "from urllib.parse import urljoin\nfrom http import HTTPStatus"},
    ),
    (names_that_say_nothing, {"ingest/library.py": ""}),
    (prints_outside_the_command_line, {"ui/cli.py": "print('x')", "ui/app.py": "console.print('x')"}),
    (unsafe_code, {"ingest/embedder.py": "model.eval()\nyaml.safe_load(x)\nModel(name, trust_remote_code=False)"}),
    (
        text_drawn_as_html,
        {
            "ui/app.py": "st.html(Path(__file__).with_name('page.css'))\nhtml.escape(x)\nimport html\nfrom html import escape"
        },
    ),
    (
        markup_in_the_components_scripts,
        {"ui/eval_command.py": "'briefing eval'\nretrieval(x)", "tests/a.py": "innerHTML"},
    ),
    (paths_of_one_machine, {"README.md": "https://news.example/home/ann/x.html, /usr/bin/chromium, ~/work/articles"}),
    (registry_hosts, {"bootstrap.py": "https://" + TORCH_HOST}),
]
RULES = list(dict.fromkeys(rule for rule, _ in BREACHES))


def named(value: object) -> str | None:
    return getattr(value, "__name__", None) or (" ".join(value) if isinstance(value, dict) else None)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_house_has_no(rule: Rule) -> None:
    found = rule(files_of_the_repository())
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("rule", "tree"), BREACHES, ids=named)
def test_a_breach_is_noticed(rule: Rule, tree: Tree) -> None:
    assert rule(tree)


@pytest.mark.parametrize(("rule", "tree"), SOUND, ids=named)
def test_what_only_looks_like_a_breach_is_let_be(rule: Rule, tree: Tree) -> None:
    assert not rule(tree)


@pytest.mark.parametrize("name", sorted(UNSAFE))
def test_every_unsafe_thing_is_noticed_imported_or_called(name: str) -> None:
    stem, _, last = name.rpartition(".")
    assert unsafe_code({"ingest/a.py": f"def f():\n    return {name}(x)"})
    assert unsafe_code({"ingest/a.py": f"def f():\n    from {stem} import {last}" if stem else f"import {name}"})


@pytest.mark.parametrize("name", sorted(UNSAFE_OPTIONS))
def test_every_unsafe_option_is_noticed_in_a_call_or_in_a_table(name: str) -> None:
    assert unsafe_code({"ui/a.py": f"f({name}=True)"})
    assert unsafe_code({"ui/a.py": f"options = {{'{name}': wanted}}"})
    assert not unsafe_code({"ui/a.py": f"f({name}=False)"})


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_no_release_with_a_known_hole_is_installed_or_allowed(package: str, floor: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {found.name: found.specifier for found in map(Requirement, project["dependencies"])}
    assert Version(importlib.metadata.version(package)) >= Version(floor)
    assert any(one.operator == ">=" and Version(one.version) >= Version(floor) for one in needed[package])


def test_the_files_that_are_checked_are_the_repositorys() -> None:
    assert {"bootstrap.py", "pyproject.toml", "ingest/articles.py", "ui/cli.py"} <= files_of_the_repository().keys()


def test_importing_the_product_loads_no_heavy_library() -> None:
    light = {path for path, _ in modules(files_of_the_repository()) if not path.startswith("ui/")} - ADAPTERS
    names = [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in sorted(light)]
    assert loaded_by(["ingest", "assistant", "ui.cli", *names]) & HOMES.keys() == set()


def test_a_heavy_import_at_start_shows_in_what_is_loaded() -> None:
    assert {"json", "trafilatura"} <= loaded_by(["json", "trafilatura"])


def loaded_by(names: list[str]) -> set[str]:
    """The top-level modules that a fresh Python holds after importing some modules."""
    code = "import sys, importlib; [importlib.import_module(n) for n in sys.argv[1:]]; print(*sys.modules)"
    line = [sys.executable, "-c", code, *names]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {first(name) for name in done.stdout.split()}
