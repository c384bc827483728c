"""Filters that every template has: `{{ passage.html|stored }}`, `{{ facts|json_ld }}`."""

from django import template

from blog.core.markup import as_stored, json_ld

register = template.Library()
register.filter("stored", as_stored)
register.filter("json_ld", json_ld)
