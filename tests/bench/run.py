"""`make bench`: every claim about speed, as a ratio printed by the machine that makes it.

Loads generated posts into a database of its own, serves them with granian, and compares the pages with a view of the
same server that does nothing. Uses wrk where it is installed, otherwise a small client of its own (which shares the
processors with the server: trust the ratios).
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
CONNECTIONS, SECONDS = 8, 4
TARGETS = {"post": 0.12, "home": 0.12}


def environment(folder: Path, stored_mb: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "COMMENTARY_VAR": str(folder),
        "COMMENTARY_STORED_PAGES_MB": str(stored_mb),
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}"),
        "PYTHONPATH": str(ROOT),
    }


def manage(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder, 64),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, stored_mb: int) -> Iterator[str]:
    port = free_port()
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--log-level", "warning", "commentary.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder, stored_mb))
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def rate(url: str) -> float:
    """Requests a second; raises RuntimeError when an answer is not 200."""
    if shutil.which("wrk"):
        output = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url], capture_output=True, text=True, check=True
        ).stdout
        if "Non-2xx" in output:
            raise RuntimeError(f"{url} does not answer 200:\n{output}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])  # type: ignore[index]
    return own_rate(url)


def own_rate(url: str) -> float:
    parts, counts, stop = urlsplit(url), [0] * CONNECTIONS, threading.Event()
    request = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()

    def ask(n: int) -> None:
        with socket.create_connection((parts.hostname, parts.port)) as connection, connection.makefile("rb") as answers:
            while not stop.is_set():
                connection.sendall(request)
                if not answers.readline().startswith(b"HTTP/1.1 200"):
                    raise RuntimeError(f"{url} does not answer 200")
                length = 0
                while (line := answers.readline()) != b"\r\n":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                answers.read(length)
                counts[n] += 1

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


def pages(folder: Path) -> dict[str, str]:
    code = (
        "import django; django.setup()\n"
        "from blog.posts.models import Post\n"
        "print(Post.objects.published().newest_first()[10].get_absolute_url())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(folder, 64), check=True, capture_output=True, text=True
    )
    return {"post": found.stdout.strip(), "home": "/", "tag": "/tags/tag-1/", "feed": "/feed.xml"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    posts = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manage(folder, "migrate", "--verbosity", "0")
        manage(folder, "collectstatic", "--noinput", "--verbosity", "0")
        began = time.monotonic()
        manage(folder, "shell", "-c", f"from tests.bench.site import build; build({posts})")
        print(f"{posts} posts made in {time.monotonic() - began:.0f} s")
        failed = False
        for label, stored_mb in (("made anew for each reader", 0), ("as served (finished pages are kept)", 64)):
            with served(folder, stored_mb) as address:
                nothing = rate(f"{address}/nothing/")
                print(f"\n{label}: a view that does nothing {nothing:.0f}/s")
                for page, path in pages(folder).items():
                    ratio = rate(address + path) / nothing
                    target = TARGETS.get(page)
                    print(f"  {page:<5} {ratio:6.3f}" + (f"   (target {target})" if target else ""))
                    failed |= stored_mb > 0 and target is not None and ratio < target
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
