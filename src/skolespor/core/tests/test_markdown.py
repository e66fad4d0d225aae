from html.parser import HTMLParser

import pytest

from skolespor.core.markdown import has_picture, headings, in_words, to_html


class Seen(HTMLParser):
    """What a browser would find."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def test_what_people_write_becomes_headings_lists_links_and_tables():
    text = "Først.\n\n## Hvad?\n\n- **Et**\n- [To](https://www.digst.dk)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    made = to_html(text)
    for part in (
        "<h2>Hvad?</h2>",
        "<strong>Et</strong>",
        'href="https://www.digst.dk"',
        "<td>1</td>",
    ):
        assert part in made


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[her](javascript:alert(1))",
        "[her](data:text/html,<b>)",
        "![x](https://example.invalid/x.png)",
        '<a href="https://example.invalid" onclick="alert(1)">x</a>',
        "<style>body{display:none}</style>",
        '[x](https://example.invalid "a" onmouseover="alert(1)")',
        "<iframe src=//example.invalid></iframe>",
    ],
)
def test_nothing_that_runs_or_fetches_comes_out(evil):
    seen = Seen()
    seen.feed(to_html(evil))
    assert seen.tags <= {"p", "a"}
    assert all(name in {"href", "title", "rel"} for name, _value in seen.attributes)
    links = [value for name, value in seen.attributes if name == "href"]
    assert all(link.startswith("https://") for link in links)


def test_links_inside_the_house_stay():
    assert 'href="/samtaleguide/"' in to_html("[Guide](/samtaleguide/)")


def test_headings_and_pictures_are_found_wherever_they_stand():
    assert headings("# Et\n\ntekst\n\n### Tre") == {1, 3}
    assert headings("Kode: `# nej`") == set()
    assert has_picture("Se ![x](y.png) her")
    assert not has_picture("Se [x](y.png) her")


def test_the_first_words_are_plain_and_cut_between_words():
    assert (
        in_words("**Gratis** [hjælp](https://a.dk) til alle.\n\nMere.", 155)
        == "Gratis hjælp til alle."
    )
    assert in_words("Rådgivning til kommuner", 16) == "Rådgivning til…"
    assert in_words("", 20) == ""
