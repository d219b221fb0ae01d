"""What a visitor notices while a page loads: complaints in the console, strangers called, weight."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response


@dataclass
class Watch:
    """Attach before going to a page; read after."""

    page: Page
    status: int = 404
    """Of the page itself: the browser reports an answer that is an error, which is what that page is for."""
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("response", lambda response: self.responses.append(response))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and f"status of {self.status}" not in message.text:
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            self.strangers.append(request.url)

    def weight(self) -> int:
        """Bytes of everything that came with the page."""
        return sum(len(response.body()) for response in self.responses if response.ok)

    def heaviest(self) -> str:
        """The five heaviest answers, to know what to lighten."""
        weights = sorted(
            ((len(response.body()), response.url) for response in self.responses if response.ok), reverse=True
        )
        return "\n".join(f"{weight:>8} {url}" for weight, url in weights[:5])
