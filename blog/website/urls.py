"""Addresses of the public pages. Slugs may be in any script."""

from django.urls import path, register_converter

from blog.website.views import annotations, archives, groups, home, posts, site, sources


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


register_converter(Year, "year")
register_converter(Month, "month")

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("<year:year>/", archives.year, name="year"),
    path("<year:year>/<month:month>/", archives.month, name="month"),
    path("<year:year>/<month:month>/<str:slug>/", posts.post, name="post"),
    path("preview/<str:uid>/", posts.preview, name="preview"),
    path("notes/<str:uid>/", annotations.annotation, name="annotation"),
    path("sources/", sources.articles, name="articles"),
    path("sources/<str:slug>/", sources.article, name="article"),
    path("publishers/", sources.publishers, name="publishers"),
    path("publishers/<str:slug>/", sources.publisher, name="publisher"),
    path("authors/<str:slug>/", sources.author, name="author"),
    path("tags/", groups.tags, name="tags"),
    path("tags/<str:slug>/", groups.tag, name="tag"),
    path("categories/", groups.categories, name="categories"),
    path("categories/<str:slug>/", groups.category, name="category"),
    path("series/", groups.series_list, name="series_list"),
    path("series/<str:slug>/", groups.series, name="series"),
    path("corrections/", site.corrections, name="corrections"),
    path("about/", site.about, name="about"),
]
