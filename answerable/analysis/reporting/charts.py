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
WIDE = 270  # of a telephone's 320 there is room for this and what stands beside it
ROW = 44  # a row has its name above its mark, for beside it a telephone has no room
UP, DOWN = -11, 9  # of the middle of a row, where its name and its mark stand
Point = tuple[str, float, str]  # its name, its value, and the value in words


def bars(title: str, says: str, points: Sequence[Point], unit: str) -> Chart | None:
    """One bar a row, in the order given, with its value at the end."""
    if not points:
        return None
    alt = _altair()

    rows = [{"name": name, "value": value, "words": words} for name, value, words in points]
    most = max(value for _, value, _ in points) or 1.0
    # There is room for the words at the end of the longest bar, and no 110 of a hundred.
    of_hundred = unit.startswith("%")
    axis = alt.Axis(values=list(range(0, 101, 20))) if of_hundred else alt.Axis(tickCount=3)
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=_row(), x=alt.X("value:Q", title=unit, axis=axis, scale=alt.Scale(domain=[0, most * 1.3]))
    )
    drawn = (
        base.mark_bar(color=GREY, height=16, yOffset=DOWN)
        + base.mark_text(align="left", dx=5, dy=DOWN, color=INK, fontSize=13).encode(text="words:N")
        + _named(base)
    )
    return _chart(title, says, drawn, WIDE, ROW * len(rows))


def intervals(
    title: str, says: str, points: Sequence[tuple[str, float, float, float, str]], unit: str
) -> Chart | None:
    """A value with its interval a row: a point on a line."""
    if not points:
        return None
    alt = _altair()

    most = max(high for _, _, _, high, _ in points) or 1.0
    scale = alt.Scale(domain=[0, most * 1.35])
    x = alt.X("low:Q", title=unit, scale=scale, axis=alt.Axis(tickCount=4))
    return _chart(title, says, _points(points, x, scale), WIDE, ROW * len(points))


def ratios(
    title: str, says: str, points: Sequence[tuple[str, float, float, float, str]], unit: str
) -> Chart | None:
    """A ratio with its interval a row, on a scale on which half and double are as far from 1,
    where a line stands; the value at the right."""
    if not points:
        return None
    alt = _altair()

    low = min(0.5, *(0.9 * one[2] for one in points))
    high = max(2.0, *(1.3 * one[3] for one in points))
    marks = [one for one in (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100) if low <= one <= high]
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    x = alt.X("low:Q", title=unit, scale=scale, axis=alt.Axis(values=marks, format="~g"))
    none = alt.Chart(alt.Data(values=[{"one": 1}])).mark_rule(color=INK, strokeDash=[4, 3])
    drawn = none.encode(x=alt.X("one:Q", scale=scale)) + _points(points, x, scale)
    return _chart(title, says, drawn, WIDE, ROW * len(points))


def _points(points: Sequence[tuple[str, float, float, float, str]], x: Any, scale: Any) -> Any:
    """A point on a line a row, its name above it and its value at the end of the line."""
    alt = _altair()
    rows = [
        {"name": name, "value": value, "low": low, "high": high, "words": words}
        for name, value, low, high, words in points
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=_row())
    return (
        base.mark_rule(color=INK, strokeWidth=2, yOffset=DOWN).encode(x=x, x2="high:Q")
        + base.mark_point(filled=True, size=70, color=INK, opacity=1, yOffset=DOWN).encode(
            x=alt.X("value:Q", scale=scale)
        )
        + _said(base.encode(x=alt.X("high:Q", scale=scale), text="words:N"), dx=8, dy=DOWN)
        + _named(base)
    )


def _row() -> Any:
    """The rows of a chart, in the order given; their names are written by themselves."""
    alt = _altair()
    return alt.Y("name:N", sort=None, axis=None)


def _named(base: Any) -> Any:
    """The name of each row, above its mark."""
    return _said(base.encode(x=_altair().value(0), text="name:N"), dx=2, dy=UP)


def _said(base: Any, dx: int, dy: int, align: str = "left") -> Any:
    """Words with white round the letters, so that no line goes through them."""
    how = {"align": align, "dx": dx, "dy": dy, "fontSize": 13}
    return base.mark_text(stroke="white", strokeWidth=4, **how) + base.mark_text(color=INK, **how)


def lines(
    title: str, says: str, series: Sequence[tuple[str, Sequence[tuple[float, float]]]],
    across: str, up: str,
) -> Chart | None:  # fmt: skip
    """Lines between a few fixed points; each has a dash and a mark of its own, and its name at
    its end: that of the first below it, those of the others above."""
    rows: list[dict[str, Any]] = [
        {"series": name, "x": x, "y": y, "last": x == points[-1][0], "first": at == 0}
        for at, (name, points) in enumerate(series)
        for x, y in points
    ]
    if not rows:
        return None
    alt = _altair()

    names = [name for name, _ in series]
    dashes, marks = [[1, 0], [7, 4], [2, 3]], ["circle", "square", "triangle-up"]
    few = alt.Axis(tickCount=3)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("x:Q", title=across, axis=few, scale=alt.Scale(domainMin=0)),
        y=alt.Y("y:Q", title=up, scale=alt.Scale(domain=[0, 100])),
    )
    dash = alt.Scale(domain=names, range=dashes[: len(names)])
    mark = alt.Scale(domain=names, range=marks[: len(names)])
    ends = base.transform_filter("datum.last").encode(text="series:N")
    drawn = (
        base.mark_line(color=INK, strokeWidth=2).encode(
            strokeDash=alt.StrokeDash("series:N", scale=dash, legend=None)
        )
        + base.mark_point(color=INK, size=60, filled=True, opacity=1).encode(
            shape=alt.Shape("series:N", scale=mark, legend=None)
        )
        + _said(ends.transform_filter("datum.first"), dx=0, dy=20, align="right")
        + _said(ends.transform_filter("!datum.first"), dx=0, dy=-16, align="right")
    )
    return _chart(title, says, drawn, WIDE - 30, 260)


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

    most = max(of for of, _, _, _ in points) * 1.4
    few = alt.Axis(tickCount=5)  # numbers of cases are long: more of them run into each other
    x = alt.X("x:Q", title="cases", axis=few, scale=alt.Scale(domain=[0, most], nice=False))
    y = alt.Y("y:Q", title=up, scale=alt.Scale(zero=False))
    # Laid upon each other at once: to add one to the others copies all of them.
    layers = [alt.Chart(alt.Data(values=[{"y": centre}])).mark_rule(color=INK).encode(y=y)]
    for name, dash, at in limits:
        for side in (1, 2):
            rows: list[dict[str, Any]] = [{"x": one[0], "y": one[side]} for one in at]
            line = alt.Chart(alt.Data(values=rows)).mark_line(
                color=GREY, strokeDash=list(dash), strokeWidth=1.5
            )
            end = alt.Chart(alt.Data(values=[{**rows[-1], "name": name}])).mark_text(
                align="left", dx=4, color=INK, fontSize=12
            )
            layers += [line.encode(x=x, y=y), end.encode(x=x, y=y, text="name:N")]
    layers += _forces(points, x, y, most)
    return _chart(title, says, alt.layer(*layers), WIDE - 30, 300)


def _forces(
    points: Sequence[tuple[float, float, str, bool]], x: Any, y: Any, most: float
) -> list[Any]:
    """The points of a funnel with their names; one's own is filled, and larger. The points lie
    above the white that is round the letters."""
    alt = _altair()
    halos, marks = [], []
    for own, left in ((False, False), (False, True), (True, True)):
        # Beside a point on the right there is no room for a name at its right.
        rows = [
            {"x": of, "y": v, "name": name}
            for of, v, name, mine in points
            if mine is own and (own or left is (of > most / 3))
        ]
        base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
        marks.append(
            base.mark_point(
                filled=own, shape="diamond" if own else "circle", size=150 if own else 50,
                color=INK, opacity=1,
            )
        )  # fmt: skip
        beside: dict[str, Any] = {"align": "left", "dx": 9, "dy": -7, "fontSize": 12}
        if left:
            beside |= {"align": "right", "dx": -9, "dy": 14 if own else -7}
        halos.append(base.mark_text(stroke="white", strokeWidth=4, **beside).encode(text="name:N"))
        marks.append(base.mark_text(color=INK, **beside).encode(text="name:N"))
    return [*halos, *marks]


def control(
    title: str, says: str, points: Sequence[tuple[float, float, float, float]], centre: float,
    up: str,
) -> Chart | None:  # fmt: skip
    """Shares in order of time, each in limits of its own: its year, its share, and the limits."""
    if not points:
        return None
    alt = _altair()

    rows = [{"x": at, "y": y, "low": low, "high": high} for at, y, low, high in points]
    whole = alt.Axis(format="d", tickMinStep=1, tickCount=5)
    scale = alt.Scale(zero=False, nice=False, padding=8)
    x = alt.X("x:Q", title="quarter of the report", axis=whole, scale=scale)
    y = alt.Y("y:Q", title=up, scale=alt.Scale(zero=False))
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)
    drawn = alt.Chart(alt.Data(values=[{"y": centre}])).mark_rule(color=INK).encode(y=y)
    for side in ("low", "high"):
        drawn += base.mark_line(color=GREY, strokeDash=[6, 3], interpolate="step").encode(
            y=alt.Y(f"{side}:Q", title=up)
        )
    drawn += base.mark_line(color=INK, strokeWidth=1).encode(y=y)
    drawn += base.mark_point(color=INK, size=50, filled=True, opacity=1).encode(y=y)
    return _chart(title, says, drawn, WIDE - 30, 220)


FILLS = ("#0b0c0c", "#ffffff", "#8a8f92", "#d8d8d8")


def stacked(title: str, says: str, points: Sequence[Point], unit: str) -> Chart | None:
    """One bar in parts, from left to right; below it each part by its fill, its name and its
    value, on a line of its own, for a part may be narrower than its name."""
    if not points:
        return None
    alt = _altair()

    whole, start = sum(value for _, value, _ in points), 0.0
    rows: list[dict[str, Any]] = []
    for place, (name, value, words) in enumerate(points):
        rows.append(
            {"from": start, "to": start + value, "low": 0.0, "high": 1.0,
             "foot": -0.6 * (place + 1), "fill": FILLS[place % len(FILLS)],
             "name": f"{name}: {words}"}
        )  # fmt: skip
        start += value
    axis = alt.Axis(tickCount=3)
    scale = alt.Scale(domain=[0, whole], nice=False)
    x = alt.X("from:Q", title=unit, axis=axis, scale=scale)
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[-0.6 * len(points) - 0.3, 1]))
    base = alt.Chart(alt.Data(values=rows)).encode(fill=alt.Fill("fill:N", scale=None))
    bar = base.mark_rect(stroke=INK, strokeWidth=1).encode(x=x, x2="to:Q", y=y, y2="high:Q")
    foot = alt.Y("foot:Q")
    key = base.mark_point(shape="square", size=150, stroke=INK, strokeWidth=1, opacity=1)
    drawn = bar + key.encode(x=alt.value(8), y=foot)
    words_ = alt.Chart(alt.Data(values=rows)).encode(x=alt.value(22), y=foot, text="name:N")
    return _chart(title, says, drawn + _said(words_, dx=0, dy=0), WIDE, 36 * (len(points) + 1))


def _altair() -> Any:
    # Slow to load, and only a report draws; its types know less than we do.
    return import_module("altair")


def _chart(title: str, says: str, drawn: Any, width: float, height: float) -> Chart:
    import vl_convert as vlc  # noqa: PLC0415  only a report draws

    drawn = drawn.properties(width=width, height=height).configure(
        font="Arial, Helvetica, sans-serif", aria=False, background="white",
        # Where there is no Arial, another font is wider than the one that was measured.
        padding={"left": 5, "right": 20, "top": 5, "bottom": 5},
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
