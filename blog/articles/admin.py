"""The admin of other people's journalism. Annotations and posts add their own to it from above."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from blog.articles import capturing
from blog.articles.forms import ArticleForm, CaptureForm, PassageForm
from blog.articles.models import Article, Author, Byline, Capture, Passage, Publisher, PublisherHost
from blog.core.counting import number_of
from blog.core.moments import MOMENTS, briefly
from blog.core.ordering import OrderedInlineMixin
from blog.core.revising import RevisedMixin
from blog.core.urls import InvalidURL, host_of


class PublisherHostInline(admin.TabularInline[PublisherHost, Publisher]):
    model = PublisherHost
    extra = 1
    verbose_name_plural = "Hosts: an article with one of these in its address gets this publisher"


@admin.register(Publisher)
class PublisherAdmin(admin.ModelAdmin[Publisher]):
    list_display = ["name", "host_names", "articles_count"]
    search_fields = ["name", "hosts__host"]
    fields = ["name", "home_page", "slug"]
    inlines = [PublisherHostInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("hosts")
            .annotate(number=number_of(Article.objects.all(), "publisher"))
        )

    @admin.display(description="hosts")
    def host_names(self, publisher: Publisher) -> str:
        return ", ".join(host.host for host in publisher.hosts.all())

    @admin.display(description="articles", ordering="number")
    def articles_count(self, publisher: Publisher) -> int:
        return publisher.number  # type: ignore[attr-defined,no-any-return]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A publisher without hosts gets the one of its home page."""
        super().save_related(request, form, formsets, change)
        publisher = form.instance
        if publisher.home_page and not publisher.hosts.exists():
            try:
                host = host_of(publisher.home_page)
            except InvalidURL:
                return
            PublisherHost.objects.get_or_create(host=host, defaults={"publisher": publisher})


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin[Author]):
    list_display = ["name", "page_url"]
    search_fields = ["name"]
    fields = ["name", "page_url", "slug"]


class BylineInline(OrderedInlineMixin, admin.TabularInline[Byline, Article]):
    model = Byline
    extra = 0
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    verbose_name = "author"
    verbose_name_plural = "By"


class CaptureInline(admin.TabularInline[Capture, Article]):
    """What was captured, and the way to its passages; read only."""

    model = Capture
    extra = 0
    can_delete = False
    fields: ClassVar[Any] = ["moment", "how", "length", "passage_count", "links"]
    readonly_fields: ClassVar[Any] = fields
    verbose_name_plural = "Captures of the text"
    template = "admin/articles/_captures.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).annotate(number=number_of(Passage.objects.all(), "capture"))

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj)

    @admin.display(description="captured")
    def moment(self, capture: Capture) -> str:
        return briefly(capture.captured_at)

    @admin.display(description="characters")
    def length(self, capture: Capture) -> int:
        return len(capture.plain)

    @admin.display(description="passages")
    def passage_count(self, capture: Capture) -> int:
        return capture.number  # type: ignore[attr-defined,no-any-return]

    @admin.display(description="")
    def links(self, capture: Capture) -> str:
        return format_html(
            '<a href="{}">Text and passages</a>', reverse("admin:articles_capture_change", args=[capture.pk])
        )


@admin.register(Article)
class ArticleAdmin(RevisedMixin, admin.ModelAdmin[Article]):
    form = ArticleForm
    formfield_overrides = MOMENTS
    list_display = ["headline", "publisher", "kind", "published_at", "captures_count"]
    list_select_related = ["publisher"]
    list_filter = ["kind"]
    date_hierarchy = "published_at"
    search_fields = ["headline", "url", "publisher__name"]
    autocomplete_fields = ["publisher"]
    inlines = [BylineInline, CaptureInline]
    fieldsets = [
        (None, {"fields": ["url", "headline", "dek", "publisher"]}),
        ("Text", {"fields": ["text"]}),
        ("Dates", {"fields": ["published_at", "modified_at", "dates_printed"]}),
        ("More", {"fields": ["kind", "language", "archive_url", "slug"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/unsaved.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).annotate(captures_number=number_of(Capture.objects.all(), "article"))

    @admin.display(description="captures", ordering="captures_number")
    def captures_count(self, article: Article) -> int:
        return article.captures_number  # type: ignore[attr-defined,no-any-return]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.url and not obj.publisher_id:
            self.message_user(
                request,
                f"No publisher is known for {obj.host}. Choose one, and give it this host to have it found next time.",
                messages.WARNING,
            )
        if text := form.cleaned_data.get("text"):
            made, is_new = capturing.capture(obj, text)
            if is_new:
                self.captured(request, made)
            else:
                self.message_user(request, "This text was captured before; nothing was added.", messages.WARNING)

    def captured(self, request: HttpRequest, capture: Capture) -> None:
        """Called once for each new capture. The rooms above add what they do with it."""
        say_captured(self, request, capture)


def say_captured(page: admin.ModelAdmin[Any], request: HttpRequest, capture: Capture) -> None:
    passages = capture.passages.count()
    page.message_user(
        request,
        format_html(
            'The text was captured: {} {}. <a href="{}">Choose what is quoted, or annotate it</a>.',
            passages,
            "passage" if passages == 1 else "passages",
            reverse("admin:articles_capture_change", args=[capture.pk]),
        ),
        messages.SUCCESS,
    )


class PassageInline(admin.TabularInline[Passage, Capture]):
    """The captured text, passage by passage; only its use is up to the editor."""

    model = Passage
    form = PassageForm
    extra = 0
    max_num = 0
    can_delete = False
    fields = ["words", "role", "is_quoted"]
    readonly_fields = ["words"]
    classes = ["passages"]
    passage_template = "admin/articles/_passage.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Passages come with their capture."""
        return False

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/passages.js", type="module")]

    @admin.display(description="as captured")
    def words(self, passage: Passage) -> str:
        """Empty for a row that a form written by hand made up."""
        return "" if passage._state.adding else render_to_string(self.passage_template, self.passage_context(passage))

    def passage_context(self, passage: Passage) -> dict[str, Any]:
        return {"passage": passage, "html": passage.html}


@admin.register(Capture)
class CaptureAdmin(RevisedMixin, admin.ModelAdmin[Capture]):
    form = CaptureForm
    formfield_overrides = MOMENTS
    list_display = ["headline", "captured_at", "how", "passage_count", "quoted_count"]
    list_display_links = ["headline"]
    list_filter = ["how"]
    date_hierarchy = "captured_at"
    search_fields = ["article__headline", "article__publisher__name", "article__url"]
    autocomplete_fields = ["article"]
    inlines = [PassageInline]
    actions = ["quote_all", "quote_none"]

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/unsaved.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        counts = {
            "number": number_of(Passage.objects.all(), "capture"),
            "quoted": number_of(Passage.objects.quoted(), "capture"),
        }
        return super().get_queryset(request).select_related("article").annotate(**counts)

    def get_fields(self, request: HttpRequest, obj: Capture | None = None) -> Any:
        return ["article_link", "captured_at", "how"] if obj else ["article", "text", "captured_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Capture | None = None) -> list[str]:
        return ["article_link", "captured_at", "how"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Capture | None) -> list[Any]:
        return list(self.inlines) if obj else []

    def get_form(self, request: HttpRequest, obj: Capture | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Of a stored capture nothing but its passages is to be edited."""
        if obj:
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description="headline", ordering="article__headline")
    def headline(self, capture: Capture) -> str:
        return capture.article.headline

    @admin.display(description="article")
    def article_link(self, capture: Capture) -> str:
        url = reverse("admin:articles_article_change", args=[capture.article_id])
        return format_html('<a href="{}">{}</a>', url, capture.article.headline)

    @admin.display(description="passages", ordering="number")
    def passage_count(self, capture: Capture) -> int:
        return capture.number  # type: ignore[attr-defined,no-any-return]

    @admin.display(description="quoted", ordering="quoted")
    def quoted_count(self, capture: Capture) -> int:
        return capture.quoted  # type: ignore[attr-defined,no-any-return]

    def save_model(self, request: HttpRequest, obj: Capture, form: Any, change: bool) -> None:
        """A text captured before is not stored again: the page then shows the capture that there is."""
        if change:
            return
        made, is_new = capturing.capture(
            obj.article, form.cleaned_data["text"], captured_at=form.cleaned_data.get("captured_at")
        )
        obj.__dict__.update(made.__dict__)
        if is_new:
            self.captured(request, made)
        else:
            self.message_user(request, "This text was captured before; nothing was added.", messages.WARNING)

    def response_add(self, request: HttpRequest, obj: Capture, post_url_continue: str | None = None) -> HttpResponse:
        """On to the passages, unless a window or the next capture waits."""
        if "_popup" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return redirect("admin:articles_capture_change", obj.pk)

    def captured(self, request: HttpRequest, capture: Capture) -> None:
        """Called once for each new capture. The rooms above add what they do with it."""
        say_captured(self, request, capture)

    @admin.action(description="Quote every passage", permissions=["change"])
    def quote_all(self, request: HttpRequest, captures: QuerySet[Capture]) -> None:
        self._quote(request, captures, is_quoted=True)

    @admin.action(description="Quote no passage", permissions=["change"])
    def quote_none(self, request: HttpRequest, captures: QuerySet[Capture]) -> None:
        self._quote(request, captures, is_quoted=False)

    def _quote(self, request: HttpRequest, captures: QuerySet[Capture], *, is_quoted: bool) -> None:
        changed = 0
        for passage in Passage.objects.filter(capture__in=captures.values("pk")).exclude(is_quoted=is_quoted):
            passage.is_quoted = is_quoted
            passage.save(update_fields=["is_quoted"])
            changed += 1
        self.message_user(request, f"{changed} passages changed.")
