"""Importing a Jekyll blog of 2,000 generated posts: files and bytes a second, memory, and how many times a baseline.

The baseline is the least that any importer does: read the files and parse their front matter with libyaml. Processor
seconds count all processes of the import; on a busy machine they say more than the clock. The database is a fresh
SQLite file, or one made for the purpose on the PostgreSQL server that BENCH_DATABASE_URL names.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import yaml

from tests.bench.jekyll_blog import Blog

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 60  # seconds on two processors that have nothing else to do
UNCHANGED_BUDGET = 5
RUN = """
import json, os, resource, sys, time
import django
django.setup()
from django.core.management import call_command
began = time.monotonic()
call_command("import_jekyll", *sys.argv[1:], verbosity=0, stdout=open(os.devnull, "w"))
own, readers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
used = {"own": own.ru_utime + own.ru_stime, "readers": readers.ru_utime + readers.ru_stime}
print(json.dumps({"seconds": time.monotonic() - began, **used}))
"""


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address of an empty one."""
    server = os.environ.get("BENCH_DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    name = f"bench_import_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def python(environment: dict[str, str], *arguments: str) -> tuple[str, int]:
    """What it printed, and the most memory in kB that it and its children had at one time (0 where /proc is not)."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.2):
            peak = max(peak, sum(memory(pid) for pid in family(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{arguments[:2]} ended with {process.returncode}")
    return output, peak


def family(pid: int) -> list[int]:
    pids = [pid]
    for one in pids:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                pids += map(int, (task / "children").read_text().split())
    return pids


def memory(pid: int) -> int:
    """Its own, and its share of what it has in common with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def baseline(site: Path) -> float:
    """Processor seconds."""
    began = time.process_time()
    for path in site.rglob("*.md"):
        yaml.load(path.read_bytes().decode().split("\n---")[0].removeprefix("---"), yaml.CSafeLoader)
    return time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    posts = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as name, database(Path(name)) as address:
        site = Path(name) / "site"
        size = Blog(site).write(posts) / 1e6
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "commentary.settings",
            "COMMENTARY_VAR": name,
            "DATABASE_URL": address,
            "PYTHONPATH": str(ROOT),
        }
        python(environment, "manage.py", "migrate", "--verbosity", "0")
        least = baseline(site)
        output, peak = python(environment, "-c", RUN, str(site))
        least = (least + baseline(site)) / 2
        again, _ = python(environment, "-c", RUN, str(site))
    first, second = json.loads(output), json.loads(again)
    seconds, total = first["seconds"], first["own"] + first["readers"]
    needed = max(first["own"], total / 2)
    print(f"{posts} files, {size:.1f} MB in {seconds:.1f} s: {posts / seconds:.0f} files/s, {size / seconds:.2f} MB/s")
    print(
        f"processor {total:.1f} s (placing {first['own']:.1f}, reading {first['readers']:.1f}):"
        f" two that are free need {needed:.0f} s (budget {BUDGET} s)"
    )
    print(f"{total / least:.1f} times the baseline ({least:.2f} s to read the files and parse their front matter)")
    print(f"memory at most {peak / 1024:.0f} MB in all processes together")
    print(f"unchanged, a second time: {second['own']:.1f} s of processor (budget {UNCHANGED_BUDGET} s)")
    return int(needed > BUDGET or second["own"] > UNCHANGED_BUDGET)


if __name__ == "__main__":
    sys.exit(main())
