"""Forms as a browser sends them: what stands in the page, with the changes an editor makes."""

from typing import Any

import html5lib
from django.http import HttpResponse
from django.test import Client

X = "{http://www.w3.org/1999/xhtml}"
BUTTONS = {"submit", "button", "image", "reset", "file"}


def values(response: HttpResponse) -> dict[str, Any]:
    """Of the page's last form that has fields and is posted; rows that serve as templates are in it too."""
    page = html5lib.parse(response.content, namespaceHTMLElements=True)
    forms = [form for form in page.iter(f"{X}form") if (form.get("id") or "").endswith("_form")]
    found: dict[str, Any] = {}
    for field in forms[-1].iter():
        if field.tag not in (f"{X}input", f"{X}select", f"{X}textarea"):
            continue
        name, kind = field.get("name"), field.get("type")
        if not name or kind in BUTTONS or (kind in ("checkbox", "radio") and field.get("checked") is None):
            continue
        if field.tag == f"{X}select":
            chosen = [
                option.get("value", option.text)
                for option in field.iter(f"{X}option")
                if option.get("selected") is not None
            ]
            if field.get("multiple") is not None:
                found[name] = chosen
            else:
                options = [option.get("value", "") for option in field.iter(f"{X}option")]
                found[name] = (chosen or options or [""])[0]
        elif field.tag == f"{X}textarea":
            found[name] = "".join(field.itertext())
        else:
            found[name] = field.get("value") or ("on" if kind == "checkbox" else "")
    return found


def send(client: Client, url: str, changes: dict[str, Any] | None = None, *, without: tuple[str, ...] = ()) -> Any:
    """Opens the page, makes the changes, and presses the button named in them (else "Save")."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    data = {**values(page), **(changes or {})}
    for name in without:
        data.pop(name, None)
    if not any(name in data for name in ("_continue", "_publish", "_addanother")):
        data["_save"] = "Save"
    return client.post(url, data)


def errors(response: Any) -> dict[str, list[str]]:
    """By field, of the main form."""
    return {name: [str(e) for e in found] for name, found in response.context["adminform"].form.errors.items()}


def row_errors(response: Any, prefix: str) -> list[dict[str, list[str]]]:
    """Of each row of an inline."""
    [formset] = [f.formset for f in response.context["inline_admin_formsets"] if f.formset.prefix == prefix]
    return [{name: [str(e) for e in found] for name, found in form.errors.items()} for form in formset.forms]


def messages(response: Any) -> list[str]:
    """Shown on the page that follows."""
    return [str(message) for message in response.wsgi_request._messages]
