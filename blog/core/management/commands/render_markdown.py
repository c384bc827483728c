import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.core.markdown import MarkdownTooLong, Notes, render


class Command(BaseCommand):
    help = "Read a JSON list of Markdown texts from standard input and write a JSON list of their HTML."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        note = "plain CommonMark: no typography, no bare links, headings as typed"
        parser.add_argument("--strict", action="store_true", help=note)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            texts = json.load(sys.stdin)
        except ValueError as error:
            raise CommandError(f"Standard input is no JSON: {error}") from error
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise CommandError("Standard input must be a JSON list of strings.")
        top = 1 if options["strict"] else 3
        try:
            pages = [render(text, notes=Notes.APPEND, top=top, strict=options["strict"]).html for text in texts]
        except MarkdownTooLong as error:
            raise CommandError(str(error)) from error
        json.dump(pages, self.stdout, ensure_ascii=False)
        self.stdout.write("")
