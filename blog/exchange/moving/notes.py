"""Notes on a passage as footnotes of prose, signed where they are not the post's author's; and the way back."""

from collections.abc import Iterator

from blog.annotations.models import Annotation, Target
from blog.articles.models import Passage
from blog.exchange.marking import definition, relabelled, split_notes, with_marks
from blog.posts.models import Post


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
