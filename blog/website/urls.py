"""Addresses of the public pages. Slugs may be in any script."""

from django.urls import path, register_converter

from blog.website.views import annotations, archives, groups, home, pages, posts, site, sources


class Year:
    regex = "[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str | int) -> str:
        return f"{int(value):04d}"


class Month(Year):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: str | int) -> str:
        return f"{int(value):02d}"


class Name:
    """A slug or uid; NUL is no text to PostgreSQL."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Name, "name")
register_converter(Year, "year")
register_converter(Month, "month")

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("<year:year>/", archives.year, name="year"),
    path("<year:year>/<month:month>/", archives.month, name="month"),
    path("<year:year>/<month:month>/<name:slug>/", posts.post, name="post"),
    path("preview/<name:uid>/", posts.preview, name="preview"),
    path("pages/<name:slug>/", pages.page, name="page"),
    path("preview/pages/<name:uid>/", pages.preview, name="page_preview"),
    path("notes/<name:uid>/", annotations.annotation, name="annotation"),
    path("sources/", sources.articles, name="articles"),
    path("sources/<name:slug>/", sources.article, name="article"),
    path("publishers/", sources.publishers, name="publishers"),
    path("publishers/<name:slug>/", sources.publisher, name="publisher"),
    path("authors/<name:slug>/", sources.author, name="author"),
    path("tags/", groups.tags, name="tags"),
    path("tags/<name:slug>/", groups.tag, name="tag"),
    path("categories/", groups.categories, name="categories"),
    path("categories/<name:slug>/", groups.category, name="category"),
    path("series/", groups.series_list, name="series_list"),
    path("series/<name:slug>/", groups.series, name="series"),
    path("corrections/", site.corrections, name="corrections"),
    path("about/", site.about, name="about"),
]
