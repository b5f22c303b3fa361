"""What goes back and forth: action plans, phones, and contact with the victim."""

from __future__ import annotations

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.prosecution_measures import AGAIN, PLANS
from answerable.analysis.reporting import words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Column, Section, Table
from answerable.analysis.reporting.shown_tables import MEASURE, in_groups, of_rows, seen, titled

CONTACT = ("contact.agreed", "contact.kept", "decision.told", "withdrawal.after_silence",
           "signal.victim_chases", "signal.message_not_received")  # fmt: skip
# A signal is a sentence of the day on which it is raised; here it is a line of all the time.
AT_SOME_TIME = {
    "signal.victim_chases":
        "Cases in which the victim, in some 28 days, got in touch more often than the agencies did",
    "signal.message_not_received":
        "Cases in which a message to the victim did not leave or did not arrive",
}  # fmt: skip
TREATED = ("feedback.police", "feedback.cps", "feedback.court", "feedback.support")
ASKED = ("device.spoken_of", "device.agreed_after_bad")
ACTIONS = ("action.late", "action.essential", "action.challenged_scope", "action.challenged_date",
           "actionplan.over_three_actions")  # fmt: skip
LONG = ACTIONS[-1]
AREA = Column("area", "CPS Area", "The Area that the last file named", number=False)
PHONES = (("Asked for a device", "requested"), ("Of the requests, agreed to", "agreed"),
          ("Days that a device was held", "days_held"),
          ("Of the devices reviewed, with something relevant", "relevant"))  # fmt: skip


def plans(_log: Log, edition: Edition) -> Section:
    """How many action plans there are in a case, and why there was another."""
    figures = edition.figures
    number = [(one.title.capitalize(), figures.row(one.id)) for one in PLANS[1:]]
    again = seen((one.title.capitalize(), figures.row(one.id)) for one in AGAIN)
    first = Column("plans", "Action plans", "How many were sent in the case", number=False)
    why = Column("why", "Why another", "The reason on record for it", number=False)
    return Section(
        "plans", "Action plans",
        ("An action plan sends the case back to the police. That there was another may mean a new "
         "line of enquiry, or something that the first should have held or that was not done.",),
        tables=(
            of_rows("plans", "Cases by the number of their plans", first, number,
                    note="Of the cases with at least one plan; all others of them had one."),
            of_rows("plans_again", "Why there was another plan", why, again,
                    note="Of the plans after the first of a case. Reasons that are not there were "
                    "given in seven cases or fewer, or in all but a few."),
            of_rows("plans_late", "Actions", MEASURE, titled(figures, ACTIONS),
                    note="What the police challenged on record; whether an action was needed is "
                    "for somebody who reads the file."),
            of_rows("plans_by_area", f"{MEASURE_OF[LONG].title}, by CPS Area", AREA,
                    in_groups(figures, LONG, "cps_area", _area),
                    note="Of the plans with an action on record. How far Areas differ says "
                    "whether what is asked may depend on where; single prosecutors are not "
                    "set beside each other."),
            of_rows("plans_gatekeeper", "The police's own gatekeeper, before a file", MEASURE,
                    titled(figures, ("gatekeeper.passed", "gatekeeper.differs")),
                    note="Of the files for charging, and of those triaged after such a look."),
        ),
    )  # fmt: skip


def _area(code: str) -> str:
    """The name of an Area out of its code: cps-east-of-england, or east_of_england."""
    parts = code.removeprefix("cps").replace("-", " ").replace("_", " ").split()
    return " ".join(part if part in ("of", "and") else part.capitalize() for part in parts)


def phones(_log: Log, edition: Edition) -> Section:
    """The victim's devices beside the suspect's."""
    figures = edition.figures
    columns = [Column("what", "What", "The step", number=False)]
    for name, label in (("victim", "Victim"), ("suspect", "Suspect")):
        columns += [
            Column(name, label, f"The {name}'s devices: the value, with its 95% interval"),
            Column(f"{name}_counts", f"{label}, how many", "How many of how many"),
        ]
    rows = []
    for label, what in PHONES:
        both = [figures.row(f"{of}.{what}") for of in ("device", "suspect_device")]
        rows.append([label, *(cell for row in both for cell in (words.in_text(row), _many(row)))])
    return Section(
        "phones", "Phones: the victim's beside the suspect's",
        ("The same four questions of both. What is shown of the victim stands beside what is "
         "shown of the suspect, so that it can be asked whose life is looked into.",),
        tables=(Table("phones", "Devices of victims and suspects", tuple(columns), rows,
                      measures=[f"device.{what}" for _, what in PHONES]),
                of_rows("phones_asked", "The victim's phone: spoken of, asked for and agreed to",
                        MEASURE, titled(figures, ASKED),
                        note="In the cases of the first row that are in no row “Asked for a "
                        "device” above, one was mentioned and never requested. Records alone: what "
                        "is asked in passing is often not recorded, and only a survey would say "
                        "how often.")),
    )  # fmt: skip


def _many(row: Row | None) -> str:
    if row is not None and row.unit == "days":
        return words.number(row.denominator)
    return words.counts(row)


def contact(_log: Log, edition: Edition) -> Section:
    """Whether contact was agreed and kept, and who left after a silence."""
    rows = [
        (AT_SOME_TIME.get(of, title), row)
        for of, (title, row) in zip(CONTACT, titled(edition.figures, CONTACT), strict=True)
    ]
    return Section(
        "contact", "Contact with the victim",
        ("Contact is kept where nothing that was agreed was late, missed or is overdue. A "
         "withdrawal after a silence is one that came within fourteen days of contact that was "
         "due and did not come in time. That one followed the other does not say why.",),
        tables=(
            of_rows("contact", "Contact agreed, kept and broken off", MEASURE, rows,
                    behind=CONTACT),
            of_rows("feedback", "How victims and advisers say that the victim was treated", MEASURE,
                    titled(edition.figures, TREATED),
                    note="Of the feedback that was given and rated. Most victims give none, and "
                    "those who do may be unlike those who do not."),
        ),
    )  # fmt: skip
