"""The nineteen contradictions between published figures, and what this product does about each."""

from __future__ import annotations

from typing import NamedTuple


class Contradiction(NamedTuple):
    """Figures that sound alike and are not, what is wrong, and what is done about it."""

    number: int
    title: str
    figures: tuple[str, ...]
    why: str
    rule: str


CONTRADICTIONS = (
    Contradiction(1, "456 days is of prosecutors' decisions, not of all", ("I001", "I089", "I087"),
        "The foreword says 456 days to any decision to stop; the body says it of the prosecutors' "
        "alone. The police's took 79.", "Each time names the two events that it runs between."),
    Contradiction(2, "218 and 209 days do not add up to 456", ("I088", "I100", "I089"),
        "The means are of different cases.", "Means are never added."),
    Contradiction(3, "3% charged is not 3% convicted", ("A01", "I011"),
        "The inspection's 3% is of successful prosecutions (2.6%); charges were 4.1%.",
        "The definition travels with the number."),
    Contradiction(4, "136, 120 and almost a third are three kinds of not supporting",
        ("I003", "I064", "I068", "I004"),
        "An outcome code, a position at the outset, and a later withdrawal.",
        "Each is a measure of its own."),
    Contradiction(5, "29%, 41% and 62% have three bases", ("I060", "X052", "X107"),
        "Outcome 16 of recorded; 14 and 16 of recorded; 14 and 16 of closed.",
        "The base is printed with every share, and the open are counted."),
    Contradiction(6, "18% to 64% is a change of definition", ("L07", "L06"),
        "One clock cannot give both, though neither document says what was dated.",
        "Two dates are two definitions; the difference is no trend."),
    Contradiction(7, "64% is of those who withdrew, not of reports", ("X005", "L06"),
        "Of reports it is about 42%.", "Both bases are given, each under its own name."),
    Contradiction(8, "Referrals are not decisions, and offences are not suspects",
        ("I008", "X073", "I009", "X053"),
        "4,181 receipts against 2,747 decisions; 2,325 offences against 1,867 suspects.",
        "Counts of different units are never divided."),
    Contradiction(9, "59,492 and 58,657 are one year, before and after revision", ("I022", "X099"),
        "Recorded crime is revised.", "Editions are kept, and what was revised is listed."),
    Contradiction(10, "A charge rate without a base is no rate", ("I032", "X066"),
        "Called stable while it rose of referrals and fell of recorded cases.",
        "A share without its base cannot be printed."),
    Contradiction(11, "45 of 90 is not over half", ("I072", "I074"),
        "The base of the share is not said.", "Numerator and denominator stand beside each share."),
    Contradiction(12, "Recorded requests for phones are not all requests",
        ("L11", "L25", "L12", "X125"),
        "What is not on record is asked all the same, and agreeing is counted otherwise than "
        "refusing.", "What is recorded is said to be what is recorded."),
    Contradiction(13, "25 phones do not say how many cases were studied", ("L13", "L11", "L12"),
        "23% asked and half agreed would give 217 cases; the number is not published.",
        "No sample is worked back from a share."),
    Contradiction(14, "Twelve times the odds is not twelve times the risk", ("L23",),
        "With a common outcome an odds ratio of 12 is a risk ratio of little over 1.",
        "Both are given, each by its name."),
    Contradiction(15, "79 days and 98 days are different clocks", ("I087", "X038"),
        "A mean of files that the police closed, and a median of all outcomes.",
        "A mean is never set beside a median as if it were one."),
    Contradiction(16, "1% at court is of cases that were not over", ("X001", "X011"),
        "Most had not had the time to get there.", "The open are an ending of their own."),
    Contradiction(17, "Four supported and twenty did not reads as swapped", ("I169", "I170"),
        "The quotations beside it say the opposite.", "These two are not used."),
    Contradiction(18, "346 days and 489 days are of different people", ("X103", "X046"),
        "A mean of adults; a median of all.", "The population travels with the number."),
    Contradiction(19, "1,557 and 2,409 prosecutions are of different years", ("X065", "X123"),
        "The second looks like the next year's.", "A figure is used with its period only."),
)  # fmt: skip
NEVER_USED = frozenset(id_ for one in CONTRADICTIONS if one.number == 17 for id_ in one.figures)
