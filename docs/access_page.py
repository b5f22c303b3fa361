"""The page that says who sees what, made from the table of access."""

from __future__ import annotations

from answerable.people import roles
from answerable.people.policy import ANSWERS, NO_PART, Line, lines, supporters

COLUMNS = {
    "see": "sees the case",
    "open": "opens it",
    "record": "records",
    "agencies": "what police, prosecutors and witness care record for one another",
    "victims": "what the victim sees too",
    "kept": "what a support service recorded, but for what she asks of others and what is for her "
    "safety, before she agreed",
    "shared": "the same, once she agreed to that",
    "notes": "a support service's own notes",
    "needs": "immigration and sex work by their names, as the police recorded them",
    "victim": "who she is",
    "suspect": "who a suspect is",
    "contact": "a number or address that she lets all have",
    "contact_kept": "one that she lets her adviser alone have",
}
HERS = (
    "No member of staff, and in none of the columns. On pages of their own they see, of the one",
    "case that their account is of, what an event type marks for them and a person has told them;",
    "their own words and what was written for them; who works with them and how to reach each;",
    "who opened their record, by role and organisation. They record on behalf of nobody but",
    "themselves. Codes are given by a worker who was given the case or covers it. Staff see none",
    "of these pages.",
)
SUPPORTER = (
    "Somebody whom the victim named, and no member of staff. They see what she ticked, until she",
    "unticks it, and only once a person has told her of it. `people/supporters.csv` has it; the",
    "program and the database each decide it for themselves, and a test holds both to this table.",
    "What is “for the program alone” says what she was told, and stands on no page. What is not in",
    "the table no supporter sees.",
)
OVERSIGHT = (
    "A commissioner's analyst and an inspector have no case, no list of work and, beside those of",
    "their own office, nobody's name: the database shows them none. They and performance see",
    "figures that were published, and can take the tables away, which is recorded. Performance",
    "sees counts of its own agency as well, held to the same rules. None of them can ask anything",
    "of a case.",
)
HOW = {
    "given": "was given the part (allocated)",
    "cover": f"covers it until a shift ends ({roles.COVER_HOURS} hours at most)",
    "team": "answers for the team that has it, or for any team while it is nobody's yet",
    "break_glass": f"broke the glass ({roles.BREAK_GLASS_MINUTES} minutes at most)",
}


def page() -> list[str]:
    """The table: a column for the standings that are answered alike."""
    columns: dict[tuple[str, ...], list[str]] = {}
    for line in lines():
        if set(line.answers.values()) != {"no"}:
            columns.setdefault(tuple(line.answers.values()), []).append(_standing(line))
    letters = "ABCDEFGHIJKLMNOP"[: len(columns)]
    found = [
        "# Who sees what",
        "",
        "<!-- Made from code by `make docs`; change the code, not this page. -->",
        "",
        "The rule of access, as `people/policy.csv` has it. The program (`people/access.py`) and",
        "the database (row-level security) each decide it for themselves; tests hold both to this",
        "table, in every cell. For whoever is excluded, or in none of these columns, there is no",
        "such case.",
        "",
    ]
    for letter, standings in zip(letters, columns.values(), strict=True):
        found += [f"- **{letter}** " + "; or ".join(standings) + "."]
    found += ["", "| | " + " | ".join(letters) + " |", "|---|" + "---|" * len(letters)]
    for name, answers in zip(ANSWERS, zip(*columns, strict=True), strict=True):
        found.append(f"| {COLUMNS[name]} | " + " | ".join(map(_shown, answers)) + " |")
    found += ["", "## The victim", "", *HERS]
    found += ["", "## A supporter", "", *SUPPORTER, "", *_ticked()]
    found += ["", "## Oversight", "", *OVERSIGHT]
    found += ["", "## Roles, and the parts that they may be given", "", "| role | parts |"]
    found += ["|---|---|"]
    found += [
        f"| {_words((role,))} | {_words(parts) or 'none: no case at all'} |"
        for role, parts in roles.PARTS_OF.items()
    ]
    return found


def _ticked() -> list[str]:
    ticks = [*next(iter(supporters().values()))]
    found = ["| | " + " | ".join(ticks) + " |", "|---|" + "---|" * len(ticks)]
    for what, seen in supporters().items():
        name = f"`{what}`" if "." in what else what
        answers = ("for the program alone" if one == "telling" else one for one in seen.values())
        found.append(f"| {name} | " + " | ".join(answers) + " |")
    return found


def _standing(line: Line) -> str:
    who = _words(line.roles, "or")
    part = "" if line.parts[0] == NO_PART else f" as {_words(line.parts, 'or')}"
    return f"{who}{part} who {HOW[line.how]}"


def _shown(answer: str) -> str:
    return {"with_reason": "with a reason, once", "no": "no"}.get(answer, answer)


def _words(codes: tuple[str, ...], last: str = "and") -> str:
    *first, final = [code.replace("_", " ") for code in codes] or [""]
    return f"{', '.join(first)} {last} {final}" if first else final
