"""What Jekyll cannot say: the rows of this site beside the Markdown of a Jekyll site, written and read back.

A post's front matter has a key of its own, `commentary`; the Markdown below it is that of any Jekyll post:

    uid, status, publish_at ...   of the post
    blocks      what the body is made of, in order, each with its number of lines (pieces stand an empty line apart):
                {prose: 7, labels: {'3': fog}} · {excerpt: SLUG@SHA, from, to, head: 5, passages: {0: 1, 1: 3}}
                {image, lines} · {video, lines} · {snippet, lines} · {skip: 1} is for Jekyll's readers only.
                `labels` are those the blogger typed: in the file all notes are numbered in order
    articles    quoted or shown: all that is known of them, their captures, and for each passage its uid and role
    annotations uid, kind, state ... and `targets`: where in which capture (code points of its plain text). `number` is
                the footnote; `lines` are those of its definition and of the notes inside it
    text, body  stand where the Markdown alone would not give the same again

A page that is no post stands in the root; its key has `uid`, `status` and dates, and `text` where it must.

`_data/commentary.json` says what posts share: people, publishers, authors, tags, groups, pictures, snippets.
`_private/` holds what readers of the site never see: passages that are not quoted, drafts of notes and pages, unused
rows. Without it everything public comes back.
"""
