"""Charts that hold nothing beyond the table below them, and need no colour to be read.

Every mark is labelled with its value, lines differ by dash and point, and bars are one dark grey:
so a page that was printed in black and white says the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib import import_module
from typing import Any

from answerable.analysis.reporting.model import Chart

INK, GREY = "#0b0c0c", "#505a5f"
WIDTH = 560
Point = tuple[str, float, str]  # its name, its value, and the value in words


def bars(title: str, says: str, points: Sequence[Point], unit: str) -> Chart | None:
    """One bar a row, in the order given, with its value at the end."""
    if not points:
        return None
    alt = _altair()

    rows = [{"name": name, "value": value, "words": words} for name, value, words in points]
    most = max(value for _, value, _ in points) or 1.0
    # There is room for the words at the end of the longest bar, and no 110 of a hundred.
    axis = alt.Axis(values=list(range(0, 101, 20))) if unit.startswith("%") else alt.Axis()
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("value:Q", title=unit, axis=axis, scale=alt.Scale(domain=[0, most * 1.15])),
    )
    drawn = base.mark_bar(color=GREY, height={"band": 0.6}) + base.mark_text(
        align="left", dx=5, color=INK, fontSize=13
    ).encode(text="words:N")
    return _chart(title, says, drawn, 30 * len(rows))


def intervals(
    title: str, says: str, points: Sequence[tuple[str, float, float, float, str]], unit: str
) -> Chart | None:
    """A value with its interval a row: a point on a line."""
    if not points:
        return None
    alt = _altair()

    rows = [
        {"name": name, "value": value, "low": low, "high": high, "words": words}
        for name, value, low, high, words in points
    ]
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=300))
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    drawn = (
        base.mark_rule(color=INK, strokeWidth=2).encode(
            x=alt.X("low:Q", title=unit, scale=alt.Scale(zero=True)), x2="high:Q"
        )
        + base.mark_point(filled=True, size=70, color=INK, opacity=1).encode(x="value:Q")
        + base.mark_text(dy=-11, color=INK, fontSize=12).encode(x="value:Q", text="words:N")
    )
    return _chart(title, says, drawn, 40 * len(rows))


def lines(
    title: str, says: str, series: Sequence[tuple[str, Sequence[tuple[float, float]]]],
    across: str, up: str,
) -> Chart | None:  # fmt: skip
    """Lines between a few fixed points; each has a dash and a mark of its own, and its name at
    its end."""
    rows: list[dict[str, Any]] = [
        {"series": name, "x": x, "y": y, "last": x == points[-1][0]}
        for name, points in series
        for x, y in points
    ]
    if not rows:
        return None
    alt = _altair()

    names = [name for name, _ in series]
    dashes, marks = [[1, 0], [7, 4], [2, 3]], ["circle", "square", "triangle-up"]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("x:Q", title=across, scale=alt.Scale(domain=[0, max(r["x"] for r in rows) * 1.4])),
        y=alt.Y("y:Q", title=up, scale=alt.Scale(domain=[0, 100])),
    )
    drawn = (
        base.mark_line(color=INK, strokeWidth=2).encode(
            strokeDash=alt.StrokeDash(
                "series:N", scale=alt.Scale(domain=names, range=dashes[: len(names)]), legend=None
            )
        )
        + base.mark_point(color=INK, size=60, filled=True, opacity=1).encode(
            shape=alt.Shape(
                "series:N", scale=alt.Scale(domain=names, range=marks[: len(names)]), legend=None
            )
        )
        + base.transform_filter("datum.last").mark_text(
            align="left", dx=9, color=INK, fontSize=13
        ).encode(text="series:N")
    )  # fmt: skip
    return _chart(title, says, drawn, 260)


def ratios(
    title: str, says: str, points: Sequence[tuple[str, float, float, float, str]], unit: str
) -> Chart | None:
    """A ratio with its interval a row, on a scale on which half and double are as far from 1,
    where a line stands; the value at the right."""
    if not points:
        return None
    alt = _altair()

    rows = [
        {"name": name, "value": value, "low": low, "high": high, "words": words}
        for name, value, low, high, words in points
    ]
    low = min(0.5, *(0.9 * one[2] for one in points))
    high = max(2.0, *(1.1 * one[3] for one in points))
    marks = [one for one in (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100) if low <= one <= high]
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = alt.Axis(values=marks, format="~g")
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=230))
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    none = alt.Chart(alt.Data(values=[{"one": 1}])).mark_rule(color=INK, strokeDash=[4, 3])
    drawn = (
        none.encode(x=alt.X("one:Q", scale=scale))
        + base.mark_rule(color=INK, strokeWidth=2).encode(
            x=alt.X("low:Q", title=unit, scale=scale, axis=axis), x2="high:Q"
        )
        + base.mark_point(filled=True, size=60, color=INK, opacity=1).encode(
            x=alt.X("value:Q", scale=scale)
        )
        + base.mark_text(align="left", dx=8, stroke="white", strokeWidth=4, fontSize=12).encode(
            x=alt.X("high:Q", scale=scale), text="words:N"
        )
        + base.mark_text(align="left", dx=8, color=INK, fontSize=12).encode(
            x=alt.X("high:Q", scale=scale), text="words:N"
        )
    )
    return _chart(title, says, drawn, 24 * len(rows))


Limit = tuple[str, Sequence[float], Sequence[tuple[float, float, float]]]


def funnel(
    title: str, says: str, points: Sequence[tuple[float, float, str, bool]], centre: float,
    limits: Sequence[Limit], up: str,
) -> Chart | None:  # fmt: skip
    """Shares against how many cases each is of, in limits that narrow. A point is its cases, its
    share, its name (empty: none is written) and whether it is one's own. A limit is its name, its
    dash, and how low and how high it lies at some numbers of cases."""
    if not points:
        return None
    alt = _altair()

    most = max(of for of, _, _, _ in points) * 1.25
    few = alt.Axis(tickCount=5)  # numbers of cases are long: more of them run into each other
    x = alt.X("x:Q", title="cases", axis=few, scale=alt.Scale(domain=[0, most], nice=False))
    y = alt.Y("y:Q", title=up, scale=alt.Scale(zero=False))
    drawn = alt.Chart(alt.Data(values=[{"y": centre}])).mark_rule(color=INK).encode(y=y)
    for name, dash, at in limits:
        for side in (1, 2):
            rows: list[dict[str, Any]] = [{"x": one[0], "y": one[side]} for one in at]
            line = alt.Chart(alt.Data(values=rows)).mark_line(
                color=GREY, strokeDash=list(dash), strokeWidth=1.5
            )
            end = alt.Chart(alt.Data(values=[{**rows[-1], "name": name}])).mark_text(
                align="left", dx=4, color=INK, fontSize=12
            )
            drawn += line.encode(x=x, y=y) + end.encode(x=x, y=y, text="name:N")
    # White round the letters, so that no line goes through them; the points lie above the white.
    halos, marks = [], []
    for own in (False, True):
        rows = [{"x": of, "y": v, "name": name} for of, v, name, mine in points if mine is own]
        base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
        marks.append(
            base.mark_point(
                filled=own, shape="diamond" if own else "circle", size=150 if own else 50,
                color=INK, opacity=1,
            )
        )  # fmt: skip
        beside: dict[str, Any] = {"align": "left", "dx": 9, "dy": -7, "fontSize": 12}
        if own:
            beside |= {"align": "right", "dx": -9, "dy": 14}
        halos.append(base.mark_text(stroke="white", strokeWidth=4, **beside).encode(text="name:N"))
        marks.append(base.mark_text(color=INK, **beside).encode(text="name:N"))
    for one in (*halos, *marks):
        drawn += one
    return _chart(title, says, drawn, 300)


FILLS = ("#0b0c0c", "#ffffff", "#8a8f92", "#d8d8d8")


def stacked(title: str, says: str, points: Sequence[Point], unit: str) -> Chart | None:
    """One bar in parts, from left to right; each part named below it, on a line of its own, for
    a part may be narrower than its name. The first is named lowest, so that no line goes through
    a name."""
    if not points:
        return None
    alt = _altair()

    whole, start = sum(value for _, value, _ in points), 0.0
    rows: list[dict[str, Any]] = []
    for place, (name, value, words) in enumerate(points):
        middle = start + value / 2
        rows.append(
            {"from": start, "to": start + value, "middle": middle, "low": 0.0, "high": 1.0,
             "foot": -0.6 * (len(points) - place), "fill": FILLS[place % len(FILLS)],
             "name": f"{name}: {words}"}
        )  # fmt: skip
        start += value
    x = alt.X("from:Q", title=unit, scale=alt.Scale(domain=[0, 1.6 * whole], nice=False))
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[-0.6 * len(points) - 0.3, 1]))
    base = alt.Chart(alt.Data(values=rows))
    bar = base.mark_rect(stroke=INK, strokeWidth=1).encode(
        x=x, x2="to:Q", y=y, y2="high:Q", fill=alt.Fill("fill:N", scale=None)
    )
    leader = base.mark_rule(color=INK).encode(x="middle:Q", y=y, y2="foot:Q")
    text = base.mark_text(align="left", dx=5, color=INK, fontSize=13).encode(
        x="middle:Q", y=alt.Y("foot:Q"), text="name:N"
    )
    drawn = bar + leader + text
    return _chart(title, says, drawn, 36 * (len(points) + 1))


def _altair() -> Any:
    # Slow to load, and only a report draws; its types know less than we do.
    return import_module("altair")


def _chart(title: str, says: str, drawn: Any, height: float) -> Chart:
    import vl_convert as vlc  # noqa: PLC0415  only a report draws

    drawn = drawn.properties(width=WIDTH - 220, height=height).configure(
        font="Arial, Helvetica, sans-serif", aria=False, background="white",
        # Where there is no Arial, another font is wider than the one that was measured.
        padding={"left": 45, "right": 45, "top": 5, "bottom": 5},
        axis={"labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": INK,
              "gridColor": "#d8d8d8", "titleFontWeight": "normal"},
        view={"stroke": None},
    )  # fmt: skip
    return Chart(title, says, vlc.vegalite_to_svg(drawn.to_dict(validate=False)))


def described(chart: Chart, id_: str) -> str:
    """The drawing for a page: an image with a title and a description, its ids its own."""
    # The parts of a drawing say nothing by themselves: the title and the description do.
    svg = re.sub(r' (aria-[a-z]+|role)="[^"]*"', "", chart.svg)
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{id_}-", svg)
    svg = re.sub(r"<svg ", f'<svg role="img" aria-labelledby="{id_}-t {id_}-d" ', svg, count=1)
    heading = f'<title id="{id_}-t">{escape(chart.title)}</title>'
    words = f'<desc id="{id_}-d">{escape(chart.says)}</desc>'
    return re.sub(r"(<svg [^>]*>)", lambda m: m[1] + heading + words, svg, count=1)
