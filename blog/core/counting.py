"""Numbers of related rows, counted apart: a join with GROUP BY would group by whole texts on SQLite."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet[Any], owner: str, *, of: str = "pk", distinct: str = "pk") -> Coalesce:
    """For `annotate`: how many of the rows (of their values of `distinct`) have this row's `of` as `owner`."""
    counted = rows.filter(**{owner: OuterRef(of)}).order_by().values(owner).annotate(n=Count(distinct, distinct=True))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def in_number(count: int, noun: str) -> str:
    """`1 tag`, `1,200 tags`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
