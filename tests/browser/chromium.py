"""Drives a headless Chromium over its debugging pipe: the standard library is enough, and nothing listens on a port."""

import base64
import fcntl
import json
import os
import select
import signal
import subprocess
import tempfile
import time

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
]


class Chromium:
    """A browser with one page. Everything that goes wrong in the page is kept: see `errors`, `requests` and `dialogs`."""

    def __init__(self, binary):
        # the browser reads commands from file 3 and writes answers to file 4; ends are moved up first so that none is in the way
        (own_read, own_write), (far_read, far_write) = self._pipes()
        self._folder = tempfile.TemporaryDirectory(prefix="corroborate-browser-", ignore_cleanup_errors=True)

        def in_child():
            os.dup2(far_read, 3)
            os.dup2(far_write, 4)

        command = [binary, *FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"]
        self._process = subprocess.Popen(
            command, preexec_fn=in_child, pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(far_read)
        os.close(far_write)
        self._read, self._write, self._buffer, self._number = own_read, own_write, b"", 0
        self.errors, self.requests, self.dialogs = [], [], []
        target = self.call("Target.createTarget", url="about:blank", session=None)["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True, session=None)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    @staticmethod
    def _pipes():
        low = [*os.pipe(), *os.pipe()]
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in low]
        for fd in low:
            os.close(fd)
        to_browser, from_browser = high[:2], high[2:]
        return (from_browser[0], to_browser[1]), (to_browser[0], from_browser[1])

    def call(self, method, session="own", timeout=60, **params):
        """One command and its answer; what happens meanwhile is noted."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session == "own":
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for answer in self._messages(end):
                if answer.get("id") == self._number:
                    if "error" in answer:
                        raise RuntimeError(f"{method}: {answer['error']['message']}")
                    return answer["result"]
                self._note(answer)
        raise TimeoutError(f"{method}: no answer from the browser in {timeout} s")

    def _messages(self, end):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return
            more = os.read(self._read, 1 << 20)
            if not more:
                raise EOFError("the browser has gone")
            self._buffer += more
        one, self._buffer = self._buffer.split(b"\0", 1)
        yield json.loads(one)

    def _note(self, event):
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(params["exceptionDetails"].get("exception", {}).get("description") or params["exceptionDetails"]["text"])
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.errors.append("console: " + " ".join(str(a.get("value")) for a in params["args"]))
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])
            self.call("Page.handleJavaScriptDialog", accept=False)

    def open(self, url):
        """Loads a page; what was noted of the one before is forgotten."""
        self.call("Page.navigate", url="about:blank")
        self.errors, self.requests, self.dialogs = [], [], []
        failed = self.call("Page.navigate", url=url).get("errorText")
        if failed:
            raise RuntimeError(f"{url}: {failed}")
        self.until("document.readyState === 'complete'")

    def js(self, expression):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails'].get('exception', {}).get('description')}")
        return answer["result"].get("value")

    def until(self, expression, seconds=20):
        """Waits until an expression holds."""
        end = time.monotonic() + seconds
        while not self.js(expression):
            if time.monotonic() > end:
                raise AssertionError(f"did not come true in {seconds} s: {expression}")
            time.sleep(0.05)

    def key(self, name, code=None, text=None):
        """Presses a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        base = {"key": name, "code": code or name, "windowsVirtualKeyCode": codes.get(name, 0)}
        text = text or {"Enter": "\r", " ": " "}.get(name)
        self.call("Input.dispatchKeyEvent", type="keyDown", **base, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **base)

    def mouse(self, selector, click):
        """Moves to the first line of an element, as it is on the screen, and clicks if asked."""
        box = self.js(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
                      " const b = e.getClientRects()[0]; return [b.left + Math.min(b.width / 2, 12), b.top + b.height / 2]; })()")
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])
        if click:
            for kind in ("mousePressed", "mouseReleased"):
                self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def size(self, width, height):
        """The size of the window."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, media="", scheme="light"):
        """Screen or print, light or dark."""
        self.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def shot(self, path):
        """A picture of what is on the screen."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def pdf(self):
        """The page as printed."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=False, timeout=120)["data"])

    def close(self):
        """Ends the browser and its helpers: they are a process group of their own."""
        try:
            self.call("Browser.close", session=None, timeout=10)
        except (RuntimeError, TimeoutError, EOFError, OSError):
            pass
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._folder.cleanup()
