"""Sample content: a site's worth of readable files (content/), and what turns them into rows."""
