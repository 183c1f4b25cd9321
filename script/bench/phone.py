"""What a phone loads, cold, to show and use the first touchpoint of a visit of 40 questions; how soon it is
there and can be used; and how soon a tap is answered."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

from phone_world import Shop, devtools, shop
from playwright.sync_api import Page
from results import Line, said, spread

LOADS, TAPS = int(os.environ.get("BENCH_LOADS", "9")), 12
FIRST_WINDOW, ALL_OF_IT, REQUESTS = 14_000, 30_000, 16
PAINT, USABLE, FROM_WORKER, TAP = 1500, 2500, 500, 100
SHOWS = {"Document", "Stylesheet"}
FILES = SHOWS | {"Script", "Other", "Image", "Manifest", "Font"}
TIMES = """async () => {
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0];
  while (!painted()) await new Promise(requestAnimationFrame); // it may be painted after it was loaded
  return [painted().startTime, performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd];
}"""
LISTEN = """() => {
  window.answered = [];
  new PerformanceObserver((list) => window.answered.push(...list.getEntries().filter((one) => one.interactionId)
    .map((one) => [one.interactionId, one.duration]))).observe({ type: 'event', durationThreshold: 16, buffered: true });
}"""


def run() -> Iterator[Line]:
    with shop() as here:
        yield from _weight(here)
        yield from _cold(here)
        yield from _from_worker(here)


@dataclass
class Load:
    """One cold load: kind, address, bytes of the head and bytes over the wire of each request, and which
    modules were found only by loading another."""

    kinds: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    chained: list[str] = field(default_factory=list)

    def of(self, kinds: set[str], *, heads: bool = False) -> int:
        """Compressed bytes of these kinds of files, with the heads of their answers or without."""
        found = [key for key in self.sizes if self.kinds[key] in kinds]
        return sum(self.sizes[key] - (0 if heads else self.heads.get(key, 0)) for key in found)

    def count(self, kinds: set[str]) -> int:
        return sum(self.kinds[key] in kinds for key in self.sizes)


def _load(page: Page, address: str) -> Load:
    tools, load = devtools(page), Load()
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def asked(event) -> None:
        key, url = event["requestId"], event["request"]["url"]
        if not url.startswith("http"):
            return
        load.urls[key], load.kinds[key] = url, event.get("type", "")
        if event.get("type") == "Script" and event["initiator"]["type"] == "script":
            load.chained.append(url)

    def began(event) -> None:
        load.heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def done(event) -> None:
        if event["requestId"] in load.urls:
            load.sizes[event["requestId"]] = int(event["encodedDataLength"])

    tools.on("Network.requestWillBeSent", asked)
    tools.on("Network.responseReceived", began)
    tools.on("Network.loadingFinished", done)
    page.goto(address, wait_until="networkidle")
    tools.detach()
    return load


def _weight(here: Shop) -> Iterator[Line]:
    with here.phone(worker=False) as page:
        load = _load(page, here.first)
    _tell(load)
    worker, module = _worker_bytes(here.url)
    hosts = {urlsplit(url).netloc for url in load.urls.values()}
    shows, whole = load.of(SHOWS, heads=True), load.of(FILES) + worker + module
    count, data = load.count(FILES) + 2, "first touchpoint of 40 questions, compressed, caches off"
    yield Line(
        "page and styles",
        f"{shows:,} bytes",
        f"{data}, heads included",
        f"≤ {FIRST_WINDOW:,}",
        shows <= FIRST_WINDOW,
    )
    yield Line(
        "all of it, with the offline machinery", f"{whole:,} bytes",
        f"{data}; sw.js is {worker:,} of them and its module {module:,}; "
        f"{load.of(FILES, heads=True) + worker + module:,} with heads; what it then says "
        f"to the server and hears is {load.of({'Fetch'}, heads=True):,} more in {load.count({'Fetch'})} requests",
        f"≤ {ALL_OF_IT:,}", whole <= ALL_OF_IT,
    )  # fmt: skip
    yield Line(
        "files asked for",
        str(count),
        f"{data}, sw.js and its module among them",
        f"≤ {REQUESTS}",
        count <= REQUESTS,
    )
    yield Line("modules found only by loading another", str(len(load.chained)), data, "0", not load.chained)
    third = sorted(hosts - {urlsplit(here.url).netloc})
    yield Line("requests to anybody else", str(len(third)), data, "0", not third)
    plotly = [url for url in load.urls.values() if "plotly" in url]
    yield Line("Plotly on the shopper's page", str(len(plotly)), data, "0", not plotly)


def _tell(load: Load) -> None:
    """Which request weighs what, where somebody wants to know."""
    if os.environ.get("BENCH_TELL"):
        for key, size in sorted(load.sizes.items(), key=lambda one: -one[1]):
            print(f"    {size:>7,}  {load.kinds[key]:<11} {urlsplit(load.urls[key]).path}")  # noqa: T201


def _worker_bytes(url: str) -> tuple[int, int]:
    """Over the wire, of the service worker's script and of the one module that it alone asks for; it is blocked
    while the page is weighed."""
    line = HTTPConnection(urlsplit(url).netloc)
    script = _fetched(line, "/my/sw.js?sends", "identity").decode()
    [module] = re.findall(r'^import .* from "(.*)";$', script, re.MULTILINE)
    return len(_fetched(line, "/my/sw.js?sends", "br")), len(_fetched(line, module, "br"))


def _fetched(line: HTTPConnection, path: str, encoding: str) -> bytes:
    line.request("GET", path, headers={"Accept-Encoding": encoding})
    return line.getresponse().read()


def _cold(here: Shop) -> Iterator[Line]:
    paints, usables = [], []
    for _ in range(LOADS):
        with here.phone(worker=False) as page:
            tools = devtools(page, slow=True)
            tools.send("Network.clearBrowserCache")
            page.goto(here.first, wait_until="load")
            paint, usable = page.evaluate(TIMES)
            paints.append(paint)
            usables.append(max(paint, usable))
    data = f"n = {LOADS}, 150 ms, 1.6 Mbit/s down, CPU ÷ 4, service worker blocked"
    yield _within("slow 4G, cold: first paint", paints, PAINT, data)
    yield _within("slow 4G, cold: usable, all modules run", usables, USABLE, data)


def _from_worker(here: Shop) -> Iterator[Line]:
    with here.phone(worker=True) as page:
        _prime(page, here)
        usables = []
        devtools(page, slow=True)
        for _ in range(LOADS):
            page.goto(here.first, wait_until="load")
            usables.append(max(page.evaluate(TIMES)))
        yield _within(
            "slow 4G, from the service worker: usable", usables, FROM_WORKER, f"n = {LOADS}, CPU ÷ 4"
        )
        taps = _taps(page)
        yield _within("a tap answered on screen", taps, TAP, f"n = {len(taps)}, CPU ÷ 4")


def _prime(page: Page, here: Shop) -> None:
    """Let the service worker keep the page."""
    page.goto(here.first)
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.goto(here.first)
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    page.wait_for_function(
        "async (url) => Boolean(await caches.match(url, { ignoreVary: true }))", arg=here.first
    )


def _taps(page: Page) -> list[float]:
    """Milliseconds from a finger on the glass to the next picture."""
    page.evaluate(LISTEN)
    rows = page.locator(".row:visible")
    for place in range(TAPS):
        rows.nth(place % rows.count()).tap()
    page.wait_for_function(f"() => new Set(window.answered.map(([id]) => id)).size >= {TAPS // 2}")
    longest: dict[int, float] = {}
    for interaction, duration in page.evaluate("() => window.answered"):
        longest[interaction] = max(duration, longest.get(interaction, 0))
    return list(longest.values())


def _within(what: str, taken: list[float], bar: int, data: str) -> Line:
    return Line(what, said(taken), data, f"p95 ≤ {bar} ms", spread(taken)[1] <= bar)
