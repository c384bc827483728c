"""`manage.py import_jekyll`: a Jekyll blog becomes posts, articles and annotations."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from blog.accounts.models import User
from blog.exchange.jekyll import lookups, own_key, rules, site
from blog.exchange.jekyll.importing import Importer
from blog.exchange.jekyll.report import Report
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site


class Command(BaseCommand):
    help = (
        "Imports a Jekyll blog. Safe to repeat: unchanged files are left alone, posts that an editor has changed "
        "are never overwritten. Every file is kept raw; what was not understood is reported."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("site", type=Path, metavar="SITE_DIR", help="The folder that holds _config.yml and _posts.")
        parser.add_argument("--only", default="", metavar="GLOB", help="Only files whose path or name matches.")
        parser.add_argument("--dry-run", action="store_true", help="Writes nothing; the report is the same.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Where the report goes, as JSON.")
        parser.add_argument("--rules", type=Path, metavar="FILE", help="Publishers, handles and phrases, as TOML.")
        parser.add_argument(
            "--author",
            default="",
            metavar="USERNAME",
            help="Whose posts these are. Default: the user with the site's handle, else the first editor.",
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=min(4, os.cpu_count() or 1),
            metavar="N",
            help="How many processes read files. Default: one for each processor, at most 4.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report_path: Path | None = options["report"]
        if report_path and not report_path.resolve().parent.is_dir():
            raise CommandError(f"There is no folder {report_path.resolve().parent} for the report.")
        try:
            known = rules.load(options["rules"])
            found = site.open_site(options["site"], timezone.get_default_timezone_name())
        except (rules.BadRules, site.NoSite) as error:
            raise CommandError(str(error)) from error
        report = self._import(found, known, options)
        if report_path:
            report.write(report_path)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        report.summary(self.stdout)  # type: ignore[arg-type]  # it has a write()

    def _import(self, found: Site, known: Rules, options: dict[str, Any]) -> Report:
        def run() -> Report:
            try:
                exporter = own_key.begin(found, keeps_files=not options["dry_run"])
                named: str = options["author"]
                author = exporter if exporter and not named else lookups.owner(found, known, named)
            except User.DoesNotExist as error:
                raise CommandError(
                    f"There is no user “{options['author']}”. Make one, or leave --author away."
                ) from error
            progress = self._progress(options["verbosity"])
            importer = Importer(
                found,
                known,
                author,
                only=options["only"],
                processes=options["processes"],
                keeps_files=not options["dry_run"],
                progress=progress,
            )
            return importer.run()

        if not options["dry_run"]:
            return run()
        with transaction.atomic():
            report = run()
            transaction.set_rollback(True)
            return report

    def _progress(self, verbosity: int) -> Callable[[int, int, str], None]:
        def say(done: int, total: int, path: str) -> None:
            if verbosity > 1 or (verbosity and (done % 100 == 0 or done == total)):
                self.stderr.write(f"{done}/{total}  {path}")

        return say
