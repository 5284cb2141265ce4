"""The servers of two vendors as their clients know them, on loopback: OpenAI's and Ollama's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from model_turns import Act, Piece, Reply, Request, Status, Turn
from scripted_server import ScriptedServer

WHEN = 1_773_302_400  # 2026-03-12 08:00 UTC


class OpenAIServer(ScriptedServer):
    """`POST /v1/chat/completions` and `GET /v1/models`; with a key, others are not let in."""

    path = "/v1"
    stream_type = "text/event-stream; charset=utf-8"

    def __init__(self, *script: Turn, models: tuple[str, ...] = ("gpt-4o-mini", "gpt-5-mini"), key: str = "") -> None:
        super().__init__(*script)
        self.models, self.key = models, key

    def headers(self) -> dict[str, str]:
        return {"x-request-id": f"req_{len(self.requests)}", "openai-version": "2020-10-01"}

    def is_question(self, request: Request) -> bool:
        return (request.method, request.path) == ("POST", "/v1/chat/completions")

    def is_streamed(self, request: Request) -> bool:
        return bool(request.body.get("stream"))

    def elsewhere(self, request: Request) -> Status:
        if (request.method, request.path) != ("GET", "/v1/models"):
            what = f"Invalid URL ({request.method} {request.path})"
            return self._refusal(404, what, None)
        listed = [{"id": name, "object": "model", "created": WHEN, "owned_by": "system"} for name in self.models]
        return _json({"object": "list", "data": listed})

    def complaint(self, request: Request) -> Status | None:
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not key or self.key not in ("", key):
            return Status(401)
        body = request.body
        if not isinstance(body, dict):
            return self._refusal(400, "We could not parse the JSON body of your request.", None)
        for name in ("model", "messages"):
            if not body.get(name):
                return self._refusal(400, f"Missing required parameter: '{name}'.", "missing_required_parameter")
        if body["model"] not in self.models:
            return Status(404)
        wrong = _wrong_format(body.get("response_format") or {"type": "text"})
        return self._refusal(400, wrong, None) if wrong else None

    def error(self, status: int, request: Request) -> dict[str, Any]:
        message, kind, code = OPENAI_ERRORS.get(status, OPENAI_ERRORS[500])
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        model = request.body.get("model") if isinstance(request.body, dict) else None
        return _error(message.format(key=f"{key[:4]}***{key[-4:]}", model=model), kind, code)

    def _refusal(self, status: int, message: str, code: str | None) -> Status:
        return _json(_error(message, "invalid_request_error", code), status)

    def streamed(self, reply: Reply, request: Request) -> Iterator[Piece]:
        words, said = 0, "refusal" if reply.refuses else "content"
        yield self._event(request, {"role": "assistant", "content": "", "refusal": None})
        if reply.thinking:
            yield self._event(request, {"reasoning_content": reply.thinking})
        for piece in reply.parts:
            if piece is Act.FAIL:
                yield _data(_error(*OPENAI_ERRORS[500]))
                return
            words += len(piece.split()) if isinstance(piece, str) else 0
            yield self._event(request, {said: piece}) if isinstance(piece, str) else piece
        if reply.finish:
            yield self._event(request, {}, finish=reply.finish)
            if (request.body.get("stream_options") or {}).get("include_usage"):
                yield _data(
                    {**self._frame(request, "chat.completion.chunk"), "choices": [], "usage": _usage(request, words)}
                )
            yield "data: [DONE]\n\n"

    def whole(self, reply: Reply, request: Request, words: int) -> dict[str, Any]:
        thought = {"reasoning_content": reply.thinking} if reply.thinking else {}
        said = {"content": None, "refusal": "\0"} if reply.refuses else {"content": "\0", "refusal": None}
        message = {"role": "assistant", **thought, **said, "annotations": []}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish or None}
        return {**self._frame(request, "chat.completion"), "choices": [choice], "usage": _usage(request, words)}

    def _event(self, request: Request, delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _data({**self._frame(request, "chat.completion.chunk"), "choices": [choice]})

    def _frame(self, request: Request, kind: str) -> dict[str, Any]:
        return {"id": "chatcmpl-1", "object": kind, "created": WHEN, "model": request.body["model"]}


OPENAI_ERRORS: dict[int, tuple[str, str, str | None]] = {
    400: (
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 10107 tokens. "
        "Please reduce the length of the messages.",
        "invalid_request_error",
        "context_length_exceeded",
    ),
    401: (
        "Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.",
        "invalid_request_error",
        "invalid_api_key",
    ),
    403: ("Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory"),
    404: (
        "The model `{model}` does not exist or you do not have access to it.",
        "invalid_request_error",
        "model_not_found",
    ),
    429: (
        "Rate limit reached for {model} in organization org-1 on requests per min (RPM): Limit 3, Used 3, Requested 1. "
        "Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "requests",
        "rate_limit_exceeded",
    ),
    500: ("The server had an error while processing your request. Sorry about that!", "server_error", None),
    503: ("The engine is currently overloaded, please try again later", "server_error", None),
}


class OllamaServer(ScriptedServer):
    """`POST /api/chat`, `GET /api/tags`, `POST /api/show` and `GET /api/version`."""

    stream_type = "application/x-ndjson"
    whole_type = "application/json; charset=utf-8"

    def __init__(self, *script: Turn, models: tuple[str, ...] = ("qwen3:latest", "llama3.2:latest")) -> None:
        super().__init__(*script)
        self.models = models

    def is_question(self, request: Request) -> bool:
        return (request.method, request.path) == ("POST", "/api/chat")

    def is_streamed(self, request: Request) -> bool:
        return bool(request.body.get("stream", True))

    def elsewhere(self, request: Request) -> Status:
        match request.method, request.path:
            case "GET" | "HEAD", "/":
                return Status(200, "Ollama is running", {"content-type": "text/plain; charset=utf-8"})
            case "GET", "/api/version":
                return _json({"version": "0.13.5"})
            case "GET", "/api/tags":
                return _json({"models": [_listed(name) for name in self.models]})
            case "POST", "/api/show":
                known = self._has(request.body.get("model"))
                return _json(_shown()) if known else Status(404)
        return Status(404, "404 page not found", {"content-type": "text/plain"})

    def complaint(self, request: Request) -> Status | None:
        if not isinstance(request.body, dict):
            return _json({"error": "missing request body"}, 400)
        if not request.body.get("model"):
            return _json({"error": "model is required"}, 400)
        return None if self._has(request.body["model"]) else Status(404)

    def _has(self, model: str) -> bool:
        return (model if ":" in model else f"{model}:latest") in self.models

    def error(self, status: int, request: Request) -> dict[str, Any]:
        model = request.body.get("model") if isinstance(request.body, dict) else None
        more = {"signin_url": "https://ollama.com/connect?name=pier"} if status == 401 else {}
        return {"error": OLLAMA_ERRORS.get(status, OLLAMA_ERRORS[500]).format(model=model), **more}

    def streamed(self, reply: Reply, request: Request) -> Iterator[Piece]:
        words = 0
        if reply.thinking:
            yield _line(self._frame(request, {"content": "", "thinking": reply.thinking}))
        for piece in reply.parts:
            if piece is Act.FAIL:
                yield _line({"error": OLLAMA_ERRORS[500]})
                return
            words += len(piece.split()) if isinstance(piece, str) else 0
            yield _line(self._frame(request, {"content": piece})) if isinstance(piece, str) else piece
        if reply.finish:
            yield _line({**self._frame(request, {"content": ""}), **_end(reply, request, words)})

    def whole(self, reply: Reply, request: Request, words: int) -> dict[str, Any]:
        thought = {"thinking": reply.thinking} if reply.thinking else {}
        return {**self._frame(request, {"content": "\0", **thought}), **_end(reply, request, words)}

    def _frame(self, request: Request, message: dict[str, Any]) -> dict[str, Any]:
        return {
            "model": request.body["model"],
            "created_at": "2026-03-12T08:00:00.000000001Z",
            "message": {"role": "assistant", **message},
            "done": False,
        }


OLLAMA_ERRORS = {
    400: '"{model}" does not support thinking',
    401: "unauthorized",
    403: "this model requires a subscription, upgrade for access: https://ollama.com/upgrade",
    404: "model '{model}' not found",
    429: "you've reached your hourly usage limit, please upgrade to continue",
    500: "model requires more system memory (5.6 GiB) than is available (3.2 GiB)",
    503: "server busy, please try again.  maximum pending requests exceeded",
}


def _json(body: dict[str, Any], status: int = 200) -> Status:
    return Status(status, json.dumps(body), {"content-type": "application/json"})


def _error(message: str, kind: str, code: str | None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def _data(event: dict[str, Any]) -> str:
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n"


def _line(part: dict[str, Any]) -> str:
    return json.dumps(part, ensure_ascii=False) + "\n"


def _usage(request: Request, words: int) -> dict[str, int]:
    told = len(request.prompt.split())
    return {"prompt_tokens": told, "completion_tokens": words, "total_tokens": told + words}


def _end(reply: Reply, request: Request, words: int) -> dict[str, Any]:
    spans = dict.fromkeys(("total_duration", "load_duration", "prompt_eval_duration", "eval_duration"), 1_000_000)
    counts = {"prompt_eval_count": len(request.prompt.split()), "eval_count": words}
    return {"done": True, "done_reason": reply.finish, **spans, **counts}


DETAILS = {"format": "gguf", "family": "qwen3", "parameter_size": "8.2B", "quantization_level": "Q4_K_M"}


def _shown() -> dict[str, Any]:
    info = {"general.architecture": "qwen3", "qwen3.context_length": 40_960}
    return {"details": DETAILS, "model_info": info, "capabilities": ["completion"]}


def _listed(name: str) -> dict[str, Any]:
    dated = {"modified_at": "2026-03-01T00:00:00Z", "size": 5_225_388_164, "digest": "500a1f067a9f"}
    return {"name": name, "model": name, **dated, "details": DETAILS}


def _wrong_format(wanted: dict[str, Any]) -> str:
    """What OpenAI finds wrong in the form asked for; it is strict where the request says so."""
    kind, form = wanted.get("type"), wanted.get("json_schema") or {}
    if kind not in ("text", "json_object", "json_schema"):
        return f"Invalid value: '{kind}'. Supported values are: 'json_object', 'json_schema', and 'text'."
    for name in ("name", "schema") if kind == "json_schema" else ():
        if not form.get(name):
            return f"Missing required parameter: 'response_format.json_schema.{name}'."
    faults = _not_strict(form.get("schema")) if form.get("strict") else iter(())
    return next((f"Invalid schema for response_format '{form['name']}': {fault}" for fault in faults), "")


def _not_strict(schema: Any) -> Iterator[str]:
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    if isinstance(schema, dict) and schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield "'additionalProperties' is required to be supplied and to be false."
        if set(schema.get("required", ())) != set(schema.get("properties", ())):
            yield "'required' is required to be supplied and to be an array including every key in properties."
    for part in parts:
        yield from _not_strict(part)
