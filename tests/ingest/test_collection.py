"""The index's client takes nothing from its surroundings: no place to send traces to, no server to ask, no class to load."""

from ingest.collection import _client

HOSTILE = {
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317", "CHROMA_OTEL_GRANULARITY": "all", "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI",
    "CHROMA_SERVER_HOST": "192.0.2.1", "ANONYMIZED_TELEMETRY": "True", "ALLOW_RESET": "true",
}  # fmt: skip


def told(client):
    found = client.get_settings()
    return (
        found.chroma_otel_collection_endpoint, found.chroma_otel_granularity, found.chroma_api_impl, found.chroma_server_host,
        found.anonymized_telemetry, found.allow_reset,
    )  # fmt: skip


def test_the_environment_and_a_file_of_it_change_nothing(tmp_path, monkeypatch):
    plain = told(_client(tmp_path / "plain"))
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    (tmp_path / ".env").write_text("chroma_otel_granularity=all\nallow_reset=true\n")
    assert told(_client(tmp_path / "hostile")) == plain
    assert plain[:2] == ("", None)


def test_chroma_itself_would_heed_them(monkeypatch):
    from chromadb.config import Settings

    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    assert Settings(anonymized_telemetry=False).chroma_otel_granularity == "all"
