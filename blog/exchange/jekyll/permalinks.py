"""Where Jekyll puts a post: the placeholders of a permalink filled in."""

import datetime as dt
import re
from collections.abc import Iterable

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def filled(template: str, moment: dt.datetime, *, title: str, name: str, categories: Iterable[str]) -> str:
    """Not percent-encoded. `title` is what stands for the post in addresses, `name` the file's without its ending."""
    named = list(dict.fromkeys(category.lower() for category in categories))
    values = {
        "year": f"{moment.year:04d}",
        "short_year": f"{moment.year % 100:02d}",
        "month": f"{moment.month:02d}",
        "i_month": str(moment.month),
        "short_month": moment.strftime("%b"),
        "long_month": moment.strftime("%B"),
        "day": f"{moment.day:02d}",
        "i_day": str(moment.day),
        "y_day": f"{moment.timetuple().tm_yday:03d}",
        "week": f"{moment.isocalendar().week:02d}",
        "w_year": f"{moment.isocalendar().year:04d}",
        "w_day": str(moment.isocalendar().weekday),
        "short_day": moment.strftime("%a"),
        "long_day": moment.strftime("%A"),
        "hour": f"{moment.hour:02d}",
        "minute": f"{moment.minute:02d}",
        "second": f"{moment.second:02d}",
        "title": title,
        "slug": _slug(title),
        "name": _slug(name),
        "output_ext": ".html",
        "categories": "/".join(named),
        "slugified_categories": "/".join(_slug(category) for category in named),
    }
    path = re.sub(r":([a-z_]+)", lambda match: _longest(match[1], values), STYLES.get(template, template))
    return re.sub(r"/{2,}", "/", f"/{path.lstrip('/')}")


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def _longest(name: str, values: dict[str, str]) -> str:
    """`:title` in `:title_x` is still the title."""
    for end in range(len(name), 0, -1):
        if name[:end] in values:
            return values[name[:end]] + name[end:]
    return f":{name}"
