"""How dates, counts, sizes and times are said."""

from __future__ import annotations

from datetime import date

from searchkit.article import Article, DateSpan, month_end

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def printed_date(span: DateSpan | None) -> str:
    """`14 Aug 2018`, `Aug 2018`, `2018`, `undated`; any other span from its first day to its last."""
    if span is None:
        return "undated"
    first, last = span.first, span.last
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last == month_end(last.year, last.month)
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if whole_months:
        return (
            _month(first)
            if first.month == last.month and first.year == last.year
            else (f"{_month(first)} – {_month(last)}")
        )
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def author_names(article: Article, most: int = 3) -> str:
    """The authors, the first `most` of them by name."""
    names = [author.name for author in article.authors]
    rest = f" +{len(names) - most}" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def counted(number: int, one: str) -> str:
    """`1 article`, `20,000 articles`, `2 copies`."""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {one[:-1]}ies" if one[-1] == "y" and one[-2] not in "aeiou" else f"{number:,} {one}s"


def articles_found(total: int, folded: int) -> str:
    """`No articles.`, `8 articles`, `8 articles, 2 copies folded`."""
    if not total:
        return "No articles."
    return counted(total, "article") + (f", {counted(folded, 'copy')} folded" if folded else "")


def are(number: int, one: str) -> str:
    """`is 1 page`, `are 5 pages`."""
    return f"{'is' if number == 1 else 'are'} {counted(number, one)}"


def duration(seconds: float) -> str:
    """`24 ms`, `3.2 s`, `4 min 10 s`."""
    if seconds < 1:
        return f"{max(1, round(seconds * 1000))} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def size(count: int) -> str:
    """`812 bytes`, `3.4 MB`."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{count:,} bytes" if unit == "bytes" else f"{amount:,.1f} {unit}"
