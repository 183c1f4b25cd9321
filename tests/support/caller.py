"""A phone's calls over real HTTP, to a real gunicorn that may be gone in the middle of them."""

from __future__ import annotations

import http.client
import json
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup

from tests.support.builders import PASSWORD
from tests.support.phone import API, sha

GONE = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)
JSON = "application/json"


@dataclass
class Reply:
    status: int
    body: Any

    @property
    def code(self) -> str:
        """The code of a refusal, which has a reason in words."""
        assert self.body["error"]["message"].strip()
        return str(self.body["error"]["code"])


class Caller:
    """Signed in once; every call fetches a fresh token first, as the phone does."""

    def __init__(self, url: str, sign_in: str) -> None:
        self.url, self.jar = url, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = BeautifulSoup(self._open("GET", "/sign-in")[1], "html.parser")
        fields = {str(box["name"]): str(box.get("value", "")) for box in page.select("main form input[name]")}
        fields |= {"sign_in": sign_in, "password": PASSWORD}
        self._open("POST", "/sign-in", urllib.parse.urlencode(fields).encode(), {"Origin": url})

    def _open(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        wanted = urllib.request.Request(self.url + path, body, headers or {}, method=method)  # noqa: S310 - our own server
        try:
            with self.opener.open(wanted, timeout=20) as answer:
                return int(answer.status), answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return int(refusal.code), refusal.read()

    def get(self, path: str) -> Reply:
        status, content = self._open("GET", API + path)
        return Reply(status, json.loads(content))

    def put(self, path: str, body: Any, *, kind: str = JSON, **headers: str) -> Reply:
        """Put JSON, or bytes as they are. Raises one of GONE where the server goes meanwhile."""
        token = self.get("/session").body["csrf"]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        told = {"Content-Type": kind, "X-CSRFToken": token, "Origin": self.url, **headers}
        status, answer = self._open("PUT", API + path, content, told)
        return Reply(status, json.loads(answer))

    def send(self, visit: UUID, report: dict[str, Any], **headers: str) -> Reply:
        return self.put(f"/visits/{visit}/submission", report, **headers)

    def photo(self, visit: UUID, content: bytes, index: int = 0, **headers: str) -> Reply:
        path = f"/visits/{visit}/evidence/{sha(content)}?question=receipt&index={index}"
        return self.put(path, content, kind="image/jpeg", **headers)

    def cut_off(self, path: str, content: bytes, *, kind: str = JSON, announced: int | None = None) -> int:
        """Announce more bytes than are sent, then hang up; the status of the answer, 0 where there is none."""
        token = self.get("/session").body["csrf"]
        host, port = self.url.removeprefix("http://").split(":")
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        head = (
            f"PUT {API}{path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: {kind}\r\nCookie: {cookies}\r\n"
            f"X-CSRFToken: {token}\r\nOrigin: {self.url}\r\nConnection: close\r\n"
            f"Content-Length: {announced or len(content) + 100}\r\n\r\n"
        )
        with socket.create_connection((host, int(port)), timeout=20) as line:
            line.sendall(head.encode() + content)
            line.shutdown(socket.SHUT_WR)
            answer = line.makefile("rb").readline()
        return int(answer.split()[1]) if answer else 0
