"""Sample content: readable files (content/) and what turns them into rows.

people.yaml         who writes here (the first gets the login), and pages of those who write the articles
publishers.yaml     with their hosts; groups.yaml: categories and series; tags.yaml: descriptions, other names
images.yaml         pictures/ with alternative text and credit
articles/goose.md   front matter and the text as captured; goose.2.md is the same article captured later.
                    `roles` and `private` name passages by the words they begin with
notes/goose.yaml    what is said about that text. `about`: headline, or words that stand in it once, or
                    {words, within}, or {from, to}, or a list of these
posts/honk.md       front matter and own prose. A line of its own, `@@ excerpt: goose`, puts another block there:
                    excerpt (with from and to, by the words passages begin with), image, video, snippet; caption
pages/about.md      a page that is no post: front matter and Markdown
snippets/how.md     Markdown that posts share
"""
