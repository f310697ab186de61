"""The figures of the quality set: what reading, cleaning and outlining make of the messy speeches in this folder.

In: the cases (*.yaml: a messy file as text, its hand-made gold). Out: per case and in all, text recall and
precision (8-character shingles), noise kept, breaks rejoined, speeches matched and spurious, titles, outline
F1, exact headings, levels, announced counts. The definitions are those by which a person would compare two
outlines: a heading counts whole when at most two characters differ, half when it is cut at another place.

    python tests/quality/scoring.py          shows the figures and what is wrong
    python tests/quality/scoring.py --pin    raises the floors (floors.json) to what is reached; none ever falls

A case (all of it invented): `text` is the messy file, written as `file` in `encoding` (docx: a paragraph a line;
`newline` cr or crlf); `noise` must not survive; `breaks` are sentences cut in two (raw → joined), `joined` words
that must stand together; `repairs` terms that conversion damaged; `needs` the library without which it cannot be
read. Of each speech: `title`, the words it `start`s and `end`s with, what it announces (main counts only), and
its outline, "level marker|topic clause"; "2? 一看|…" may be found or not.
"""

from __future__ import annotations

import difflib
import html
import importlib.util
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drafter import yamlio
from drafter.cleaning import clean
from drafter.models import Outline, Speech
from drafter.outlining import parse
from drafter.reading import read

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
HELD = 0.8
"""A found speech is a wanted one when it holds this share of its shingles."""


@cache
def cases() -> dict[str, dict[str, Any]]:
    """The cases by name, in the order of their files."""
    loaded = [yamlio.load(path) for path in sorted(HERE.glob("[0-9]*.yaml"))]
    return {case["name"]: case for case in loaded}


def missing(case: dict[str, Any]) -> str | None:
    """The library that a case needs and this environment lacks."""
    need = case.get("needs")
    return need if need and importlib.util.find_spec(need) is None else None


def write(case: dict[str, Any], folder: Path) -> Path:
    """The messy file of a case, in its encoding and format."""
    path = folder / case["file"]
    text = case["text"]
    if case["encoding"] == "docx":
        import docx

        document = docx.Document()
        section = document.sections[0]
        section.header.paragraphs[0].text = case.get("header", "")
        section.footer.paragraphs[0].text = case.get("footer", "")
        for line in text.split("\n"):
            document.add_paragraph(line)
        document.save(str(path))
        return path
    newline = {"crlf": "\r\n", "cr": "\r"}.get(case.get("newline", ""), "\n")
    path.write_bytes(text.replace("\n", newline).encode(case["encoding"]))
    return path


@cache
def _simplify(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("tw2s").convert(text))


def norm(text: str) -> str:
    """Text reduced to what must agree: full width folded, no spaces, no punctuation."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN" or c in "×*%")


def shingles(text: str) -> set[str]:
    bare = norm(text)
    return {bare[i : i + 8] for i in range(len(bare) - 7)}


def visible(case: dict[str, Any]) -> str:
    """What a reader sees in the messy file, simplified and with damaged terms repaired."""
    text = str(case["text"])
    if Path(case["file"]).suffix in (".html", ".htm"):
        text = re.sub(r"(?s)<(script|style|title)\b.*?</\1>", "", text)
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    for wrong, right in case.get("repairs", {}).items():
        text = text.replace(wrong, right)
    return _simplify(text) if case.get("needs") == "opencc" else text


def _find(text: str, words: str, begin: int) -> re.Match[str]:
    match = re.compile(r"\s*".join(map(re.escape, "".join(words.split())))).search(text, begin)
    assert match, f"gold anchor not in the text: {words}"
    return match


def spans(case: dict[str, Any]) -> list[str]:
    """The wanted text of each speech: its span without noise, broken sentences joined."""
    text = visible(case)
    simplify = _simplify if case.get("needs") == "opencc" else str
    wanted, begin = [], 0
    for speech in case["speeches"]:
        start = _find(text, simplify(speech["start"]), begin).start()
        begin = _find(text, simplify(speech["end"]), start).end()
        span = text[start:begin]
        for broken in case.get("breaks", []):
            span = span.replace(broken["raw"], broken["joined"])
        for noise in sorted(case.get("noise", []), key=len, reverse=True):
            span = span.replace(noise, "")
        wanted.append(span)
    return wanted


def found(case: dict[str, Any]) -> list[tuple[Speech, Outline]]:
    """What the house makes of the messy file."""
    with tempfile.TemporaryDirectory() as folder:
        cleaned = clean(read(write(case, Path(folder))))
    return [(speech, parse(speech)) for speech in cleaned.speeches]


def agreement(want: str, got: str) -> float:
    """1: the same but for two characters; 0.5: recognisable, but cut at the wrong place; else 0."""
    a, b = norm(want), norm(got)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    match = difflib.SequenceMatcher(None, a, b, autojunk=False)
    prefix = min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)) and abs(len(a) - len(b)) <= 12
    if not prefix and match.ratio() < 0.85:
        return 0.0
    stray = len(a) + len(b) - 2 * sum(block.size for block in match.get_matching_blocks())
    return 1.0 if stray <= 2 else 0.5


def align(want: list[str], got: list[str], weight: list[float]) -> list[tuple[int, int, float]]:
    """The matching of two heading lists, in order, with most credit: (wanted, found, agreement)."""
    agree = [[agreement(w, g) for g in got] for w in want]
    best = [[0.0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            here = agree[i][j] * weight[i] + best[i + 1][j + 1] if agree[i][j] else 0.0
            best[i][j] = max(here, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(want) and j < len(got):
        if agree[i][j] and best[i][j] == agree[i][j] * weight[i] + best[i + 1][j + 1]:
            pairs.append((i, j, agree[i][j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def wanted_headings(speech: dict[str, Any]) -> list[tuple[int, bool, str, str]]:
    """Level, whether it must be found, marker and text of each gold heading ("2? 一看|完成数据": may be found)."""
    rows = []
    for row in speech["outline"]:
        level, _, rest = row.partition(" ")
        marker, _, text = rest.partition("|")
        rows.append((int(level.rstrip("?")), not level.endswith("?"), marker, text))
    return rows


def outline_figures(speech: dict[str, Any], outline: Outline | None) -> tuple[Counter[str], list[str]]:
    """Counts and remarks for one speech."""
    want = wanted_headings(speech)
    got = [heading for _, heading in outline.walk()] if outline else []
    pairs = align([w[3] for w in want], [g.text for g in got], [1.0 if w[1] else 0.9 for w in want])
    hits = [(want[i], got[j], credit) for i, j, credit in pairs if want[i][1]]
    said = speech.get("announced", [])
    told = announced_right(said, outline)
    total: Counter[str] = Counter(
        headings=sum(w[1] for w in want),
        given=len(got) - len(pairs) + len(hits),
        half_credit=int(sum(credit for *_, credit in hits) * 2),
        hits=len(hits),
        exact=sum(norm(w[3]) == norm(g.text) for w, g, _ in hits),
        level=sum(w[0] == g.level for w, g, _ in hits),
        announced=len(said),
        announced_right=len(said) - len(told),
    )
    reached, taken = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    remarks = [f"missed: {w[2]}{w[3]}" for i, w in enumerate(want) if w[1] and i not in reached]
    remarks += [f"no heading: {g.level} {g.marker}{g.text[:40]}" for j, g in enumerate(got) if j not in taken]
    remarks += [f"cut: {g.text[:60]} | {w[3]}" for w, g, _ in hits if norm(w[3]) != norm(g.text)]
    remarks += [f"level {g.level} for {w[0]}: {w[3]}" for w, g, _ in hits if w[0] != g.level]
    return total, remarks + told


def announced_right(said: list[dict[str, Any]], outline: Outline | None) -> list[str]:
    """Remarks on the wanted announcements that were not found with their count and number of items."""
    given = list(outline.announced) if outline else []
    remarks = []
    for one in said:
        alike = [a for a in given if norm(a.text) in norm(one["text"]) or norm(one["text"]) in norm(a.text)]
        right = next((a for a in alike if (a.count, a.found) == (one["count"], one["found"])), None)
        if right:
            given.remove(right)
        else:
            remarks.append(f"announced {one}: {[(a.text, a.count, a.found) for a in alike or given]}")
    return remarks


def pair_up(wanted: list[set[str]], got: list[set[str]]) -> dict[int, int]:
    """Wanted speech → found speech, most alike first."""
    alike = sorted(
        ((len(w & g) / (len(w) + len(g)), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got)
         if len(w & g) >= HELD * len(w)),
        reverse=True,
    )  # fmt: skip
    pairs: dict[int, int] = {}
    for _, i, j in alike:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def score(case: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """Counts and remarks for one case."""
    wanted, got = spans(case), found(case)
    texts = [speech.text for speech, _ in got]
    kept = norm("\n".join(texts))
    all_wanted = "".join(map(norm, wanted))
    total: Counter[str] = Counter(speeches=len(wanted))
    remarks: list[str] = []
    for noise in case.get("noise", []):
        bare = norm(noise)
        if len(bare) >= 4 and bare not in all_wanted:
            total.update(noise=1, noise_kept=bare in kept)
            remarks += [f"noise kept: {noise}"] if bare in kept else []
    for joined in case.get("joined", []):
        whole = joined in "".join(texts) if not re.search(r"[A-Za-z]", joined) else norm(joined) in kept
        total.update(breaks=1, rejoined=whole)
        remarks += [] if whole else [f"not rejoined: {joined}"]
    want, have = [shingles(span) for span in wanted], [shingles(text) for text in texts]
    pairs = pair_up(want, have)
    total.update(matched=len(pairs), spurious=len(texts) - len(pairs))
    for j in sorted(set(range(len(texts))) - set(pairs.values())):
        remarks.append(f"spurious: {texts[j][:40]}")
    for i, speech in enumerate(case["speeches"]):
        best = max(range(len(have)), key=lambda j: len(want[i] & have[j]), default=None)
        j = pairs.get(i, best)
        have_it = have[j] if j is not None else set()
        total.update(want=len(want[i]), shared=len(want[i] & have_it), kept=len(have_it))
        starts = j is not None and norm(texts[j])[:6] == norm(wanted[i])[:6]
        title = j is not None and norm(got[j][0].title or "") == norm(speech["title"])
        total.update(starts_right=starts, titles=title)
        if have_it != want[i]:
            remarks.append(f"text: {len(want[i] - have_it)} lost, {len(have_it - want[i])} too many")
        remarks += [] if i in pairs else [f"not matched: {speech['title']}"]
        remarks += [] if title else [f"title: {got[j][0].title if j is not None else None} | {speech['title']}"]
        figures, told = outline_figures(speech, got[j][1] if j is not None else None)
        total += figures
        remarks += told
    return total, remarks


def figures(total: Counter[str]) -> dict[str, float]:
    """The figures of summed counts, each the higher the better, four digits."""

    def share(part: float, whole: float) -> float:
        return round(part / whole, 4) if whole else 1.0

    precision = total["half_credit"] / 2 / max(1, total["given"])
    recall = total["half_credit"] / 2 / max(1, total["headings"])
    return {
        "text_recall": share(total["shared"], total["want"]),
        "text_precision": share(total["shared"], total["kept"]),
        "noise_dropped": share(total["noise"] - total["noise_kept"], total["noise"]),
        "rejoined": share(total["rejoined"], total["breaks"]),
        "speeches_matched": share(total["matched"], total["speeches"]),
        "speeches_true": share(total["matched"], total["matched"] + total["spurious"]),
        "starts_right": share(total["starts_right"], total["speeches"]),
        "titles": share(total["titles"], total["speeches"]),
        "outline_f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "exact": share(total["exact"], total["hits"]),
        "level": share(total["level"], total["hits"]),
        "announced": share(total["announced_right"], total["announced"]),
    }


@dataclass(frozen=True)
class Measured:
    """The figures of all cases together, of each, and what was wrong in each."""

    whole: dict[str, float]
    by_case: dict[str, dict[str, float]]
    remarks: dict[str, list[str]]


@cache
def measure() -> Measured:
    """The figures of every case that this environment can read."""
    total: Counter[str] = Counter()
    by_case: dict[str, dict[str, float]] = {}
    remarks: dict[str, list[str]] = {}
    for name, case in cases().items():
        if missing(case):
            continue
        counts, remarks[name] = score(case)
        total.update(counts)
        by_case[name] = figures(counts)
    return Measured(figures(total), by_case, remarks)


def raised(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Floors at what is reached now, or where they were if that was higher."""
    return {
        name: {key: max(value, old.get(name, {}).get(key, 0.0)) for key, value in reached.items()}
        for name, reached in new.items()
    }


def pin() -> None:
    """Raises the floors to what is reached now. A floor never falls; all extras must be installed."""
    lacking = [name for name, case in cases().items() if missing(case)]
    if lacking:
        raise SystemExit(f"not pinned, extras are missing for: {', '.join(lacking)}")
    measured = measure()
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors = raised(old, {"all": measured.whole} | measured.by_case)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    """Prints the figures and what was wrong; with --pin raises the floors."""
    measured = measure()
    for name, told in measured.remarks.items():
        one = measured.by_case[name]
        print(f"{name}: F1 {one['outline_f1']} exact {one['exact']} level {one['level']}")
        for line in told:
            print(f"    {line}")
    print(json.dumps(measured.whole))
    if "--pin" in arguments:
        pin()


if __name__ == "__main__":
    main(sys.argv[1:])
