"""Notes on a passage as footnotes of prose, signed where they are not the post's author's; and footnotes as notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Passage
from blog.core.markdown import Note
from blog.exchange.jekyll.marks import is_citation
from blog.exchange.marking import body_of, definition, relabelled, split_notes, with_marks, without_marks
from blog.exchange.moving.definitions import Definitions
from blog.exchange.moving.moves import CannotMove
from blog.exchange.moving.paragraphs import OwnParagraph
from blog.posts.models import Post

NO_NAMES = {
    *(label.lower() for label in Annotation.Kind.labels),
    "edit",
    "editor's note",
    "note",
    "p.s.",
    "ps",
    "update",
}
_SIGNATURE = re.compile(r"\*\*([^*\n]{1,120}):\*\*(?:\s+|\Z)")


def as_prose(passage: Passage, post: Post) -> str:
    """The passage's Markdown with its notes as footnotes, labelled with their uids."""
    aimed = (
        Target.objects.filter(
            capture=passage.capture_id,
            part=Target.Part.TEXT,
            start__gte=passage.start,
            end__lte=passage.end,
            annotation__state=Annotation.State.PUBLISHED,
        )
        .select_related("annotation__annotator")
        .order_by("end", "start", "id")
    )
    placed = [target for target in aimed if target.is_placed]
    text = with_marks(passage.markdown, [(one.end - passage.start, one.annotation.uid) for one in placed])
    notes = dict.fromkeys(target.annotation for target in placed)
    return "\n\n".join([text, *(said for note in notes for said in footnotes(note, post))])


def footnotes(note: Annotation, post: Post) -> Iterator[str]:
    """The note as a definition, then those of its own footnotes."""
    own = {label: f"{note.uid}-{label}" for label, _ in split_notes(note.body)[1]}
    text, inner = split_notes(relabelled(note.body, own))
    signed = f"**{note.voice}:** {text}" if note.voice and note.voice != post.author.public_name else text
    yield definition(note.uid, signed)
    for label, said in inner:
        yield definition(label, said)


@dataclass(frozen=True, slots=True)
class Footnote:
    """One of a paragraph's, with those that its own text needs."""

    label: str
    markdown: str
    inner: list[Note]

    @property
    def definitions(self) -> list[str]:
        return [
            definition(self.label, self.markdown),
            *sorted(definition(one.label, body_of(one)) for one in self.inner),
        ]


def footnotes_of(paragraph: OwnParagraph) -> list[Footnote]:
    """In the order of their first marks. Raises CannotMove where one cannot be taken along."""
    rendered = paragraph.rendered
    known = Definitions(rendered)
    for note in rendered.notes:
        if paragraph.block.line <= note.line < paragraph.block.end_line:
            raise CannotMove(
                f"The footnote [^{note.label}] is defined inside this paragraph. Write its definition below the "
                "paragraph, on a line of its own; then move it."
            )
    found = []
    for label in dict.fromkeys(one.label for one in paragraph.marks):
        meant = known.named(label)
        if meant is None:
            raise CannotMove(
                f"The mark [^{label}] has no footnote that stands by itself in this prose. Write “[^{label}]:” and the "
                "footnote's text below the paragraph, or take the mark out; then move it."
            )
        inner = [one for one in known.needed([label]) if one is not meant]
        found.append(Footnote(label, body_of(meant), inner))
    return found


def annotation_of(footnote: Footnote, post: Post) -> Annotation:
    """The one that became this footnote when its words were moved to the blogger, as it reads now; else a new one."""
    known = Annotation.objects.published().filter(uid=footnote.label).first()
    if known and _reads_alike(known, footnote, post):
        return known
    if known is None or _stands_elsewhere(known):
        known = Annotation(created=post.publish_at or post.created)
    name, text = _signature(footnote.markdown, post)
    known.body = _body(footnote, text)
    if known.voice != name:
        known.annotator = _known_as(name, post)
        known.attribution = "" if known.annotator else name
    if known._state.adding and is_citation(text):
        known.kind = Annotation.Kind.SOURCE
    known.save()
    return known


def _reads_alike(note: Annotation, footnote: Footnote, post: Post) -> bool:
    first, *others = footnotes(note, post)
    return [first, *sorted(others)] == footnote.definitions


def _stands_elsewhere(note: Annotation) -> bool:
    """Whether it is said of words that are quoted, or of a headline."""
    quoted = (
        Passage.objects.quoted()
        .annotate(ending=F("start") + Length("text"))
        .filter(capture=OuterRef("capture"), start__lte=OuterRef("end"), ending__gte=OuterRef("start"))
    )
    return note.targets.filter(Q(part=Target.Part.HEADLINE) | Exists(quoted)).exists()


def _signature(markdown: str, post: Post) -> tuple[str, str]:
    """Whose words they are, and the words without the name; as `footnotes` signs them."""
    match = _SIGNATURE.match(markdown)
    if match is None or match[1] == post.author.public_name or match[1].lower() in NO_NAMES:
        return post.author.public_name, markdown
    return match[1], markdown[match.end() :]


def _known_as(name: str, post: Post) -> User | None:
    """The post's author, or the only user of this name."""
    if name == post.author.public_name:
        return post.author
    users = [user for user in User.objects.all() if user.public_name == name]
    return users[0] if len(users) == 1 else None


def _body(footnote: Footnote, text: str) -> str:
    """As one note: what it needs stands below it. A mark in it that leads back to itself goes."""
    body = "\n\n".join([text, *(one.source for one in footnote.inner)]).strip("\n")
    return without_marks(body, [footnote.label]) or "–"
