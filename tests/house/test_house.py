"""The habits of the house, checked where a machine can check them."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted((ROOT / "answerable").rglob("*.py"))

# Modules that are lists of declarations: what is long in them is the law, not the code.
DECLARATIONS = re.compile(
    r"answerable/(events|rules)/(every|report|support|contact|engagement|investigation|material"
    r"|prosecution|decision|court)(_gates|_signals)?\.py|answerable/rules/(outcome|letter)_gates\.py"
)


def inside(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]


@pytest.fixture(scope="module")
def product() -> dict[Path, tuple[str, ast.Module]]:
    """The text of each of the product's files, and what it says in Python."""
    texts = {path: path.read_text() for path in PRODUCT}
    return {path: (text, ast.parse(text)) for path, text in texts.items()}


def test_a_file_opens_with_the_idea_in_a_sentence(product):
    assert not [inside(path) for path, (_, tree) in product.items() if not ast.get_docstring(tree)]


def test_a_file_holds_one_idea(product):
    long = {inside(path) for path, (text, _) in product.items() if text.count("\n") > 320}

    assert len(product) > 300
    assert not {path for path in long if not DECLARATIONS.fullmatch(path)}


def test_a_function_fits_a_screen(product):
    long = [
        f"{inside(path)}: {f.name}"
        for path, (_, tree) in product.items()
        for f in functions(tree)
        if (f.end_lineno or 0) - f.lineno >= 45
    ]

    assert not long


def test_a_folder_opens_with_the_question_that_it_answers(product):
    tops = [ROOT / "answerable" / each.name / "__init__.py" for each in ROOT.glob("answerable/*/")]
    firsts = {
        inside(path): (ast.get_docstring(product[path][1]) or "").partition("\n")[0]
        for path in tops
        if path in product
    }

    assert len(firsts) > 10
    assert not [path for path, first in firsts.items() if "?" not in first]


def test_no_module_has_a_name_that_says_nothing():
    forbidden = {"utils", "helpers", "common", "misc", "manager", "service", "libraries"}

    assert not forbidden & {path.stem for path in PRODUCT}


def test_the_readme_names_only_commands_that_there_are():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text()))

    assert named
    assert not [name for name in named if not re.search(rf"^{name}:", makefile, re.M)]


def test_every_dependency_says_what_it_is_for():
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    groups = text[text.index("[dependency-groups]") : text.index("[build-system]")]
    lines = [line for line in (block + groups).splitlines() if line.strip().startswith('"')]

    assert len(lines) > 10
    assert not [line for line in lines if "# " not in line]


def test_nothing_in_the_product_points_outside_it():
    tracked = subprocess.run(
        ["git", "ls-files", "answerable", "docs", "*.md", "Makefile"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    if not tracked:
        pytest.skip("this is no git checkout")

    for name in tracked:
        text = (ROOT / name).read_text(errors="replace")
        assert "/work/" not in text and "../shared" not in text, name


def test_the_pages_made_from_code_are_current():
    from docs.write import stale

    assert not stale(), "run `make docs`"


def test_ci_runs_what_the_readme_says():
    assert "make check test" in (ROOT / ".ci" / "run").read_text()
    assert "make test" in (ROOT / "README.md").read_text()
