"""A headless Chromium, spoken to over a pair of pipes in its DevTools protocol."""

import fcntl
import json
import os
import select
import shutil
import signal
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
_PATIENCE = 60  # seconds

Message = dict[str, Any]


class Page:
    """An open page, and what the browser has told of it: messages, errors, requests."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self.told: list[Message] = []
        self._to, self._from = to_browser, from_browser
        self._rest = b""
        self._last = 0
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def open(self, url: str) -> None:
        """Go to a page and wait until it is there; what was told of another is forgotten."""
        self.told.clear()
        self.send("Page.navigate", url=url)
        self._await(lambda message: message.get("method") == "Page.loadEventFired")

    def send(self, method: str, **parameters: Any) -> Message:
        """Return what the browser answers to a command. Raises `AssertionError` if it refuses."""
        self._last += 1
        number = self._last
        command: Message = {"id": number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        answer = self._await(lambda message: message.get("id") == number)
        assert "error" not in answer, f"{method}: {answer['error']}"
        result: Message = answer["result"]
        return result

    def ask(self, script: str) -> Any:
        """Return what an expression of JavaScript is worth, awaited."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key that writes a character, or a named one such as `Escape`."""
        text = {"text": key} if len(key) == 1 else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def resize(self, width: int, height: int) -> None:
        """Be a window of so many pixels."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, scheme: str) -> None:
        """Be the browser of somebody who likes pages `light` or `dark`."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)

    def screenshot(self, file: Path) -> None:
        """Write a picture of the window."""
        file.write_bytes(b64decode(self.send("Page.captureScreenshot")["data"]))

    @property
    def complaints(self) -> list[Message]:
        """What stands in the console, and what was thrown."""
        methods = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [message for message in self.told if message.get("method") in methods]

    @property
    def requests(self) -> list[str]:
        """Every URL that was asked for."""
        return [
            message["params"]["request"]["url"]
            for message in self.told
            if message.get("method") == "Network.requestWillBeSent"
        ]

    def _await(self, wanted: Any) -> Message:
        deadline = time.monotonic() + _PATIENCE
        while True:
            *messages, self._rest = self._rest.split(b"\0")
            read = [json.loads(message) for message in messages]
            self.told += read
            for message in read:
                if wanted(message):
                    return dict(message)
            ready, _, _ = select.select([self._from], [], [], deadline - time.monotonic())
            assert ready, "the browser says nothing"
            part = os.read(self._from, 1 << 20)
            assert part, "the browser is gone"
            self._rest += part


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """Have a browser with a fresh profile in this folder for a while. Needs a `PROGRAM`."""
    assert PROGRAM
    arguments = [
        *(PROGRAM, "--headless=new", "--remote-debugging-pipe", "--no-first-run"),
        *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        *("--disable-background-networking", "--disable-component-update"),
        *("--hide-scrollbars", f"--user-data-dir={profile}"),
    ]
    commands, to_browser = _high(os.pipe())
    from_browser, answers = _high(os.pipe())
    actions = [
        (os.POSIX_SPAWN_DUP2, commands, 3),
        (os.POSIX_SPAWN_DUP2, answers, 4),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    browser = os.posix_spawn(
        PROGRAM, arguments, dict(os.environ), file_actions=actions, setpgroup=0
    )
    os.close(commands)
    os.close(answers)
    try:
        yield Page(to_browser, from_browser)
    finally:
        os.killpg(browser, signal.SIGKILL)
        os.waitpid(browser, 0)
        os.close(to_browser)
        os.close(from_browser)


def _high(pipe: tuple[int, int]) -> tuple[int, int]:
    """Return the ends under numbers that are not the ones the browser wants for its own."""
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in pipe]
    for end in pipe:
        os.close(end)
    return ends[0], ends[1]
