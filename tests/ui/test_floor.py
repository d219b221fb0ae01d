"""Styles and scripts run on the phones people have: Chrome for Android 87 and Safari 14."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "platform" / "ui" / "static" / "ui"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
DECLARATION = re.compile(r"(?P<name>-{0,2}[a-z][a-z0-9-]*)\s*:\s*(?P<value>[^;{}]+)")

NEWER_SELECTORS = (":has(", ":is(", ":where(", "@container", "@layer", "@scope", "&")
NEWER_PROPERTIES = {"gap", "row-gap", "column-gap", "inset", "aspect-ratio", "container", "container-type", "translate"}
NEWER_SCRIPT = ("?.", "??", "||=", "&&=", ".at(", ".replaceAll(", "structuredClone", "import(", "await ", "=>", "`")

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklch|color)a?\(", re.I)
PIXELS = re.compile(r"(?<![\w.-])(\d+(?:\.\d+)?)px")
HAIRLINE = 4
"""Rules and outlines may say their own thickness; every other measure is a token or a rem."""


def outside_supports(css: str) -> str:
    """The sheet without its comments and without what stands inside @supports."""
    kept, depth = [], 0
    for text, brace in re.findall(r"([^{}]*)([{}]|$)", COMMENT.sub("", css)):
        if depth:
            depth += {"{": 1, "}": -1}.get(brace, 0)
        elif "@supports" in text:
            kept.append(text.partition("@supports")[0])
            depth = 1
        else:
            kept.append(text + brace)
    return "".join(kept)


def too_new(css: str) -> list[str]:
    """What the floor does not understand."""
    css = outside_supports(css)
    found = [selector for selector in NEWER_SELECTORS if selector in css]
    found += [name for name, _ in DECLARATION.findall(css) if name in NEWER_PROPERTIES]
    return found + nested(css)


def nested(css: str) -> list[str]:
    """Rules opened inside a rule; inside @media and @keyframes they are at home."""
    found, open_blocks = [], []
    for text, brace in re.findall(r"([^{}]*)([{}])", css):
        if brace == "}":
            open_blocks.pop()
            continue
        if "rule" in open_blocks:
            found.append(f"nested: {text.strip()}")
        open_blocks.append("at" if text.strip().startswith("@") else "rule")
    return found


def own_values(css: str) -> list[str]:
    """Colours and measures that should be tokens."""
    found = []
    for name, value in DECLARATION.findall(COMMENT.sub("", css)):
        found += [f"{name}: {colour}" for colour in COLOUR.findall(value)]
        found += [f"{name}: {size}px" for size in PIXELS.findall(value) if float(size) > HAIRLINE]
    return found


@pytest.mark.parametrize("sheet", ["tokens.css", "site.css"])
def test_sheets_hold_nothing_newer_than_the_floor(sheet: str) -> None:
    assert too_new((STATIC / sheet).read_text()) == []


def test_colours_and_measures_come_from_the_tokens() -> None:
    assert own_values((STATIC / "site.css").read_text()) == []


@pytest.mark.parametrize("script", sorted(path.name for path in STATIC.glob("*.js")))
def test_scripts_hold_nothing_newer_than_the_floor_and_keep_nothing(script: str) -> None:
    source = COMMENT.sub("", (STATIC / script).read_text())
    assert [word for word in NEWER_SCRIPT if word in source] == []
    kept = "" if script == "recent.js" else "localStorage|"  # What was searched on this device, and stays there.
    assert not re.search(rf"{kept}sessionStorage|document\.cookie|innerHTML|\beval\b", source)


@pytest.mark.parametrize(
    "css",
    [
        "a:has(b){color:red}",
        ".a{display:flex;gap:1rem}",
        ".a{inset:0}",
        ".a{aspect-ratio:1}",
        ":is(a,b){top:0}",
        ".a{top:0;.b{left:0}}",
        "@media print{.a{top:0;.b{left:0}}}",
        "@container (width>1px){a{top:0}}",
    ],
)
def test_the_lint_sees_what_is_too_new(css: str) -> None:
    assert too_new(css) != []


def test_the_lint_allows_what_is_guarded_or_old() -> None:
    assert too_new("@supports (inset:0){.a{inset:0}}.b{clip-path:inset(50%);grid-gap:1rem}") == []
    assert too_new("@media print{.a{top:0}.b{left:0}}.c{top:0}@keyframes x{to{opacity:1}}") == []


@pytest.mark.parametrize(
    "css", [".a{color:#fff}", ".a{color:rgba(0,0,0,.5)}", ".a{padding:12px}", ".a{font:600 14px x}"]
)
def test_the_lint_sees_values_that_should_be_tokens(css: str) -> None:
    assert own_values(css) != []


def test_the_colours_told_to_the_browser_are_the_paper_of_each_scheme() -> None:
    tokens = (STATIC / "tokens.css").read_text()
    light, dark = re.findall(r"--paper:(#[0-9a-f]+);", tokens)[:2]
    templates = Path(__file__).resolve().parents[2] / "templates" / "ui"
    told = re.findall(r'theme-color" content="(#\w+)"', (templates / "_assets.html").read_text())
    assert told == [light, dark]
    assert set(re.findall(r'_color": "(#\w+)"', (templates / "manifest.webmanifest").read_text())) == {light}


def test_every_icon_named_by_a_template_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="i-([^"]+)"', (STATIC / "icons.svg").read_text()))
    templates = Path(__file__).resolve().parents[2] / "templates"
    named = {
        name for path in templates.rglob("*.html") for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text())
    }
    assert named <= sprite
    assert len(named) > 10
