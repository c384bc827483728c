"""Players are known by the address of the video's page, and by nothing else."""

import pytest

from blog.articles.players import player_of

TUBE = "https://www.youtube-nocookie.com/embed/aB3-_xY9zQ1?autoplay=1"


@pytest.mark.parametrize(
    ("page", "player"),
    [
        ("https://www.youtube.com/watch?v=aB3-_xY9zQ1", TUBE),
        ("https://m.youtube.com/watch?list=x&v=aB3-_xY9zQ1&t=3", TUBE),
        ("https://youtu.be/aB3-_xY9zQ1?t=3", TUBE),
        ("https://www.youtube.com/embed/aB3-_xY9zQ1", TUBE),
        ("https://youtube.com/shorts/aB3-_xY9zQ1", TUBE),
        ("https://vimeo.com/12345678", "https://player.vimeo.com/video/12345678?dnt=1"),
        ("https://vimeo.com/channels/staff", ""),
        ("https://www.youtube.com/watch?v=<script>", ""),
        ("https://www.youtube.com/@somebody", ""),
        ("https://watch.foghorn.example/v/12345678", ""),
        ("https://youtube.com.evil.example/watch?v=aB3-_xY9zQ1", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_player_of(page: str, player: str) -> None:
    assert player_of(page) == player
