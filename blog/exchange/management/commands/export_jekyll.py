"""`manage.py export_jekyll`: the site becomes a Jekyll site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.core.counting import in_number
from blog.exchange.export_folder import NotEmpty
from blog.exchange.jekyll_export import JekyllExport


class Command(BaseCommand):
    help = (
        "Writes the site as a Jekyll site, which import_jekyll reads back to the same rows. Drafts and what is not "
        "quoted go into _drafts and _private; the folder's .gitignore keeps these two out of a repository."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="An empty folder, or one exported to before.")
        parser.add_argument("--public", action="store_true", help="Only what readers of the site may see.")

    def handle(self, *args: Any, **options: Any) -> None:
        export = JekyllExport(options["folder"], public_only=options["public"], progress=self._progress(options))
        try:
            export.write()
        except NotEmpty as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or options['folder']} cannot be written: {error.strerror}") from error
        out = export.out
        said = [in_number(export.counts[name], name[:-1]) for name in ("posts", "drafts", "pages", "notes")]
        said.append(in_number(out.pictures, "picture"))
        changed = in_number(sum(out.files.values()), "file")
        self.stdout.write(f"{', '.join(said)} in {options['folder']}; {changed} new or changed.")
        if out.missing:
            self.stderr.write(f"{in_number(out.missing, 'picture')} not found in the storage.")

    def _progress(self, options: dict[str, Any]) -> Any:
        def say(done: int, total: int) -> None:
            if options["verbosity"] and total > 100:
                self.stderr.write(f"{done}/{total}")

        return say
