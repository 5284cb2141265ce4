"""Every way in which a model's server was seen to fail, as a turn of a scripted server of either vendor."""

from __future__ import annotations

import itertools
import json

from model_turns import Act, Reply, Status, Turn

INVALID_UTF8 = b"\xff".decode(errors="surrogateescape")  # within a text, a byte that is sent as it is
LOGIN_PAGE = "<!doctype html><title>Sign in to the harbour's network</title><p>Accept the terms to go on."
NO_MONEY = {
    "message": "You exceeded your current quota, please check your plan and billing details. For more information on this "
    "error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
    "type": "insufficient_quota",
    "param": None,
    "code": "insufficient_quota",
}

FAULTS: dict[str, Turn] = {
    "refused": Act.REFUSE,
    "bad-request": Status(400),
    "key": Status(401),
    "forbidden": Status(403),
    "no-model": Status(404),
    "too-often": Status(429),
    "too-often-for-a-while": Status(429, headers={"retry-after": "7"}),
    "no-money": Status(429, json.dumps({"error": NO_MONEY}), {"content-type": "application/json"}),  # OpenAI's
    "fault": Status(500),
    "overloaded": Status(503, headers={"retry-after": "3"}),
    "gateway": Status(502, "<html><h1>502 Bad Gateway</h1></html>"),
    "login-page": Status(200, LOGIN_PAGE),
    "circle": lambda request: Status(307, "", {"location": request.path}),
    "silent": Act.STALL,
    "hangs-up": Act.DROP,
    "resets": Act.RESET,
    "stuck": ["The harbour ", Act.STALL],
    "half": ["The harbour ", "was ", Act.DROP],
    "half-reset": ["The harbour ", "was ", Act.RESET],
    "unfinished": Reply(["The harbour ", "was "], finish=""),
    "fails-within": ["The harbour ", Act.FAIL],
    "garbage": ["The harbour ", b"data: \x00\x01 {]\n\n"],
    "invalid-utf8": [f"The harbour caf{INVALID_UTF8} ", "was shut."],
    "empty": [],
    "blank": " \n",
    "cut-by-length": Reply(["The harbour ", "was "], finish="length"),
    "filtered": Reply([""], finish="content_filter"),
    "huge": ["The harbour was shut. " * 50] * 910,  # a million characters
    "endless": Reply(itertools.repeat("The harbour was shut. ")),
    "slow": Reply(itertools.repeat("so "), pause=0.02),  # seconds: each piece comes in time, the end never
    "wrong-type": Reply("The harbour was shut.", content_type="text/plain"),
}
