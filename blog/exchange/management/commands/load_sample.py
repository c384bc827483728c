"""`manage.py load_sample`: a site to look at."""

import os
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from blog.accounts.models import User
from blog.exchange.sample.loading import CONTENT, load
from blog.exchange.sample.reading import SampleError

PASSWORD_VARIABLE = "COMMENTARY_EDITOR_PASSWORD"  # noqa: S105  the name of a variable


class Command(BaseCommand):
    help = (
        "Loads the sample site into an empty database; leaves everything alone where there are posts. "
        f"The editor's password is taken from {PASSWORD_VARIABLE}, else made; it is printed this once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="Where the site answers; printed.")
        parser.add_argument(
            "--prepare", action="store_true", help="First bring the database up to date and collect the static files."
        )
        parser.add_argument("--folder", type=Path, default=CONTENT, help="Files like the sample's own.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["prepare"]:
            call_command("migrate", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
        try:
            loaded = load(options["folder"], password=os.environ.get(PASSWORD_VARIABLE, ""))
        except SampleError as error:
            raise CommandError(f"The sample was not loaded, and nothing was changed. {error}") from error
        address = options["address"].rstrip("/")
        self.stdout.write(f"The site:  {address}/")
        self.stdout.write(f"The admin: {address}{reverse('admin:index')}")
        if loaded and loaded.password:
            self.stdout.write(f"Login:     {loaded.login}, password {loaded.password} (written nowhere else)")
            return
        editor = User.objects.filter(is_superuser=True).order_by("pk").first()
        if editor:
            login = editor.get_username()
            self.stdout.write(f"Login:     {login}; for a new password: manage.py changepassword {login}")
        else:
            self.stdout.write("Login:     nobody yet; make one with: manage.py createsuperuser")
