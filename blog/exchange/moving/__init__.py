"""A paragraph of an imported post changes its voice: from the article to the blogger, and back.

To the blogger (`to_blogger`): the capture never changes, so the passage stays in it, is quoted no longer, and its words
stand in a prose block of their own between the halves of the excerpt. Notes on these words become footnotes of the
prose, signed where they are not the post's author's. The annotations themselves stay as they are, with their targets
and states: what is about words that nobody quotes is shown nowhere, so nothing is said twice, and the notes' own pages
come back with the words. A note that reaches into a neighbouring passage, or is about other words as well, goes on
standing there. Where another post shows the same capture, the passage stays quoted for that post, and this one's
excerpt leaves it out.

Back (`to_article`): the prose goes, the passage is quoted as it was, and the halves of the excerpt are one again. Words
that an editor has changed in the meantime would be lost by this, so it is refused then.

To the article for the first time (`adopt`): what the importer took for the blogger's own. The article gets a capture
with one passage more, to which all notes are carried; the paragraph's footnotes become annotations at the words before
their marks; prose that stood between the excerpt and the paragraph goes on standing between them. Only what stood
before an article's headline comes to stand below it, and below its dek and key points.

Each move is one revision in the post's history. The record's report lists the moves to the blogger under "moved"; those
hold whose prose is still there. Those to the article stand under "adopted".
"""

from blog.exchange.moving.adopting import Place, adopt
from blog.exchange.moving.moves import CannotMove, moves
from blog.exchange.moving.releasing import to_article, to_blogger

__all__ = ["CannotMove", "Place", "adopt", "moves", "to_article", "to_blogger"]
