"""The folder that an export writes: it knows its own files, and touches no others."""

import json
from pathlib import Path

from django.core.files.storage import default_storage

MANIFEST = ".commentary"


class NotEmpty(ValueError):
    """The folder holds something that no export wrote."""


class ExportFolder:
    """`files` are those written or kept: path -> whether it is new or other than before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bool] = {}
        self.pictures = self.missing = 0

    def open(self) -> None:
        """Remembers the files of an earlier export; raises NotEmpty when there is none and the folder holds any."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.former: set[str] = set()
        manifest = self.folder / MANIFEST
        if manifest.is_file():
            root = self.folder.resolve()
            paths = map(str, json.loads(manifest.read_text(encoding="utf-8")))
            self.former = {path for path in paths if (self.folder / path).resolve().is_relative_to(root)}
        elif any(self.folder.iterdir()):
            text = f"{self.folder} holds files that no export wrote. Give an empty folder, or one exported to before."
            raise NotEmpty(text)

    def close(self) -> None:
        """Takes away what the earlier export wrote and this one did not."""
        for path in self.former - self.files.keys():
            (self.folder / path).unlink(missing_ok=True)
        self.put(MANIFEST, as_json(sorted(self.files)))

    def put(self, path: str, text: str) -> None:
        self._store(path, text.encode("utf-8", "replace"))

    def put_once(self, path: str, text: str) -> None:
        """A file that is there already is the owner's."""
        if (self.folder / path).exists():
            self.files[path] = False
        else:
            self.put(path, text)

    def copy(self, stored: str, path: str) -> None:
        """A file of the site's storage; one that is missing is counted."""
        if path in self.files:
            return
        if not default_storage.exists(stored):
            self.missing += 1
            return
        with default_storage.open(stored) as file:
            self._store(path, file.read())
        self.pictures += 1

    def _store(self, path: str, data: bytes) -> None:
        target = self.folder / path
        is_other = not target.is_file() or target.read_bytes() != data
        if is_other:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.files[path] = is_other


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
