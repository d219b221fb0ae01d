"""The rules of the house that a machine can hold: names, places, sizes, words."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = [
    path.parent
    for pattern in ("platform/*/__init__.py", "fichesactions/__init__.py", "search/__init__.py")
    for path in sorted(ROOT.glob(pattern))
]
GENERATED = {"migrations"}
DUMPING_GROUNDS = {"utils", "helpers", "common", "core", "manager", "managers", "handler", "handlers", "misc"}


def tracked(*patterns: str) -> list[Path]:
    """The repository's own files: tracked, or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def modules(*, with_tests: bool = False) -> Iterator[Path]:
    for path in tracked("*.py"):
        parts = path.relative_to(ROOT).parts
        if not GENERATED & set(parts) and (with_tests or parts[0] not in {"tests", "bench"}):
            yield path


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_rules_have_something_to_hold() -> None:
    assert len(list(modules())) > 50
    assert {"outbox", "cards", "search"} <= {app.name for app in APPS}


def test_nothing_hides_pythons_own_platform() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not (ROOT / "platform" / "conftest.py").exists()


def test_no_room_bears_the_name_of_an_installed_module() -> None:
    installed = set(metadata.packages_distributions())
    assert not {app.name for app in APPS} & installed


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in tracked("tests/*.py", "tests/**/*.py")}
    assert [name(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_module_is_a_dumping_ground() -> None:
    assert [
        name(path) for path in modules() if path.stem in DUMPING_GROUNDS or path.parent.name in DUMPING_GROUNDS
    ] == []


def test_no_module_outgrows_a_mind() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in modules()}
    assert {path: size for path, size in sizes.items() if size > 400} == {}


def test_a_module_past_250_lines_says_why() -> None:
    silent = [
        name(path)
        for path in modules()
        if len(path.read_text().splitlines()) > 250
        and path.name != "settings.py"  # One file of settings, as the house wants it.
        and "lines" not in (ast.get_docstring(ast.parse(path.read_text())) or "")
    ]
    assert silent == []


def test_no_template_outgrows_a_screen() -> None:
    sizes = {
        name(path): len(path.read_text().splitlines()) for path in tracked("templates/*.html", "templates/**/*.html")
    }
    assert {path: size for path, size in sizes.items() if size > 80} == {}


def lines_of(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module, and how many lines it takes."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_outgrows_a_glance() -> None:
    assert [each for path in modules() for each in lines_of(path) if each[1] > 25] == []


def test_a_view_only_leads_on() -> None:
    views = [path for path in modules() if path.name in {"views.py", "api.py"}]
    assert len(views) > 4
    assert [each for path in views for each in lines_of(path) if each[1] > 15] == []


SAID_BY_THEIR_BASE = ("Command", "Config", "Group", "Manager", "QuerySet", "ViewSet")
"""Classes of which a framework wants one per app or per model: their name says what they are for."""


def public_without_docstring(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    if not ast.get_docstring(tree) and path.read_text().strip() and path.name not in {"apps.py", "__init__.py"}:
        yield f"{name(path)}: the module"
    for node in tree.body:
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not node.name.endswith(SAID_BY_THEIR_BASE)
            and not ast.get_docstring(node)
        ):
            yield f"{name(path)}:{node.lineno} {node.name}"


def test_whatever_is_public_says_what_it_is_for() -> None:
    assert [silent for path in modules() for silent in public_without_docstring(path)] == []


def calls_and_imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"from {node.module} import {alias.name}") for alias in node.names)


def uses(pattern: str, *, outside: str = "") -> list[str]:
    return [
        f"{name(path)}:{line} {text}"
        for path in modules()
        if path.name != outside
        for line, text in calls_and_imports(path)
        if re.fullmatch(pattern, text)
    ]


def test_everyone_asks_the_time_of_the_same_clock() -> None:
    assert uses(r"from django\.utils\.timezone import .*|(datetime|date|datetime\.\w+)\.(now|today|utcnow)") == []


def test_wagtails_hooks_stay_in_their_module() -> None:
    assert (
        uses(r"hooks\.register|from wagtail\.snippets\.models import register_snippet", outside="wagtail_hooks.py")
        == []
    )


def test_nothing_points_at_anything_by_a_generic_foreign_key() -> None:
    assert uses(r".*\bGenericForeignKey") == []


def test_a_decision_fits_on_a_page() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in tracked("docs/decisions/*.md")}
    assert {path: size for path, size in sizes.items() if size > 40} == {}


# Written in pieces, or this file would be the first to break its own rule.
FOREIGN = [
    "/work" + "/main",
    "/work" + "/shared",
    "/root" + "/",
    "artifact" + "ory",
    "--index" + "-url",
    "--extra-index" + "-url",
]


@pytest.mark.parametrize("words", FOREIGN)
def test_no_file_names_one_machine_or_its_registry(words: str) -> None:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".woff2", ".ico"} or "vendor" in path.parts:
            continue
        if words in path.read_text(errors="ignore"):
            found.append(name(path))
    assert found == []


def test_french_on_screen_has_its_own_apostrophe() -> None:
    straight = re.compile(r"\b(?:[ldnmstcj]|qu|jusqu|lorsqu|puisqu)'(?=[a-zà-ÿ])", re.IGNORECASE)
    not_text = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<[^>]*>", re.DOTALL)
    found = {
        name(path): straight.findall(not_text.sub(" ", path.read_text()))
        for path in tracked("templates/*.html", "templates/**/*.html")
    }
    assert {path: words for path, words in found.items() if words} == {}


def test_every_module_of_search_is_forbidden_tantivy_but_its_engine() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [forbidden] = [set(contract["source_modules"]) for contract in contracts if contract["type"] == "forbidden"]
    parts = {
        path.relative_to(ROOT).parts[1].removesuffix(".py")
        for path in modules()
        if path.is_relative_to(ROOT / "search")
    }
    assert {f"search.{part}" for part in parts - {"__init__", "engines"}} <= forbidden
    assert {app.name for app in APPS} - {"search"} <= forbidden
