"""Runs the tests on SQLite, in a browser where there is one, on PostgreSQL where it answers; says what it used."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get(
    "COMMENTARY_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres?options=-c%20synchronous_commit%3Doff"
)
REDIS = os.environ.get("COMMENTARY_TEST_REDIS", "redis://127.0.0.1:6379/15")
CHROMIUM = os.environ.get("COMMENTARY_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def answers(url: str, port: int) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), timeout=2):
            return True
    except OSError:
        return False


def postgres_lets_us_in() -> bool:
    if not answers(POSTGRES, 5432):
        return False
    import psycopg

    try:
        with psycopg.connect(POSTGRES, connect_timeout=5) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        return False
    return bool(row and row[0])


def run(folder: str, database: str, *arguments: str) -> int:
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "COMMENTARY_DEBUG": "1",
        "COMMENTARY_VAR": folder,
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's loop runs in the thread of the tests
        "COMMENTARY_TEST_CHROMIUM": CHROMIUM or "",
        "REDIS_URL": "",
        "COMMENTARY_TEST_REDIS": REDIS if answers(REDIS, 6379) else "",
    }
    workers = os.environ.get("COMMENTARY_TEST_WORKERS", "auto")
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments, *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        return test_all(folder)


def test_all(folder: str) -> int:
    used, skipped, unasked = [], [], []
    code = run(folder, "sqlite:///:memory:", *(() if CHROMIUM else ("-m", "not browser")))
    used.append("SQLite")
    (used if CHROMIUM else skipped).append("a browser (chromium)")
    (used if answers(REDIS, 6379) else skipped).append("Redis")
    if not os.environ.get("COMMENTARY_CORPUS"):
        unasked.append("a whole Jekyll blog of your own (COMMENTARY_CORPUS: a folder that holds site/ and jekyll.json)")
    if code == 0 and postgres_lets_us_in():
        code = run(folder, POSTGRES, "-m", "not browser")
        used.append("PostgreSQL")
    elif code == 0:
        skipped.append("PostgreSQL")
    print(f"\nTested with: {', '.join(used)}.")
    print(f"Skipped for want of: {', '.join(skipped)}." if skipped else "Nothing was skipped.")
    if unasked:
        print(f"Only where asked for: {', '.join(unasked)}.")
    if code == 0 and skipped and os.environ.get("COMMENTARY_TEST_NOTHING_SKIPPED"):
        print("Here nothing may be skipped.")
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
