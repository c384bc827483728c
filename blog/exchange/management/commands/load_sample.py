"""`manage.py load_sample`: a site to look at."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import NoReverseMatch, reverse

from blog.exchange.sample.loading import load
from blog.exchange.sample.reading import SampleError

PASSWORD_VARIABLE = "COMMENTARY_EDITOR_PASSWORD"  # noqa: S105  the name of a variable


class Command(BaseCommand):
    help = (
        "Loads the sample site into an empty database; leaves everything alone where there are posts. "
        f"The editor's password is taken from {PASSWORD_VARIABLE}, else made and printed once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="Where the site answers; printed.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load(password=os.environ.get(PASSWORD_VARIABLE, ""))
        except SampleError as error:
            raise CommandError(f"The sample was not loaded, and nothing was changed. {error}") from error
        address = options["address"].rstrip("/")
        if loaded is None:
            self.stdout.write("There are posts already: the sample leaves them alone.")
            self.stdout.write("A new password: manage.py changepassword <login>")
        else:
            self.stdout.write(f"Loaded the sample: {loaded.posts} posts.")
            if loaded.password:
                self.stdout.write(f"Login: {loaded.login}   password: {loaded.password}   (written nowhere else)")
            else:
                self.stdout.write(f"Login: {loaded.login}   (its password is as it was)")
        self.stdout.write(f"The site:  {address}/")
        self.stdout.write(f"The admin: {address}{_path_of('admin:index')}")


def _path_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"
