"""Words that depend on who speaks and about what: level words (全县, 我县, 县委) and the forms of a theme.

Facts: data/levels.yaml (宪法、地方组织法 and usage, see its head), data/themes.yaml.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from drafter import resources
from drafter.errors import DrafterError, nearest

DEFAULT_LEVEL = "县"

VERBAL = "verbal"
"""The class of themes that bring their own verb."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a draft is about. `work` is how it reads behind 抓/推进/做好, None where it can't (肯担当).

    `aspects`: what points of a speech on it may turn on (data/composing/aspects.yaml). `subject`: the theme
    whose material it takes, itself or the known one it holds (优化营商环境 → 营商环境). `core`: the aspects that are
    the work itself, one of which no speech leaves out; () for the usual ones. `verbs`: what it may be the object of,
    beside those of its class. `levels`: the levels its material was written for; none where there is none.
    `neutral`: how a quality reads where no verb takes it (提升执行力). `object`: what is dealt with, where the theme
    says it (古树名木保护 → 古树名木).
    """

    name: str
    cls: str
    work: str | None
    known: bool
    aspects: tuple[str, ...]
    subject: str
    verbs: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    object: str | None = None
    core: tuple[str, ...] = ()
    neutral: str | None = None

    def written_for(self, level: str) -> bool:
        """Whether the theme's material fits who speaks at a level (区 speaks as 县); true where there is none."""
        return not self.levels or peer(level) in self.levels

    def form(self, form: str) -> str | None:
        """The theme as a skeleton wants it: "work", "name" (any theme), or "either": as work, where it is one."""
        return self.name if form == "name" else self.work or ((self.neutral or self.name) if form == "either" else None)


def levels() -> list[str]:
    """The keys of the level-word table: 省 市 县 区 …"""
    return list(resources.data("levels")["levels"])


def peer(level: str) -> str:
    """The level that speaks as this one does: 县 for 区, 旗 and 县级市; itself where there is none."""
    named: str = resources.data("levels")["peers"].get(level, level)
    return named


@cache
def level_words(level: str) -> dict[str, str]:
    """The words of a level: 全域 → 全县, 我域 → 我县, 党委, 政府, 党政, 上级 (its first form), 下级 …

    Words that the level does not have (政府 of a bureau) are left out. Raises DrafterError for an unknown level.
    """
    table = resources.data("levels")["levels"]
    own = dict(resources.data("levels")["variants"].get(level, {}))
    like = own.pop("同", level)
    if like not in table:
        near = nearest(level, list(table))
        # 村, 社区, 单位, 企业, 学校 come last: a list of all of them is a list of all.
        near = near if near.startswith("相近") else f"可用的有：{'、'.join(table)}"
        raise DrafterError(f"不认识行政层级“{level}”，{near}")
    found = {**table[like], **own}
    words = {name: value[0] if isinstance(value, list) else value for name, value in found.items() if name != "注"}
    return {name: word for name, word in words.items() if word}


@cache
def theme(name: str) -> Theme:
    """The class and forms of a theme; an unknown one gets them from its ending, else as plain work."""
    data = resources.data("themes")
    usual = tuple(data["aspects"])
    if name in data["themes"]:
        entry = data["themes"][name]
        aspects = tuple(entry.get("aspects", usual))
        return Theme(name, entry["class"], entry.get("work", name), known=True, aspects=aspects, subject=name,
                     verbs=tuple(entry.get("verbs", ())), levels=tuple(entry.get("levels", ())),
                     core=tuple(entry.get("core", ())))  # fmt: skip
    if (within := _known_within(name)) is not None:
        if _verb_led(name, ()):
            return replace(within, name=name, cls=VERBAL, work=None)
        return replace(within, name=name, work=name)
    fits = [entry for entry in data["endings"] if name.endswith(entry["ending"])]
    # 抓优化营商环境建设 has a verb too many: a theme that brings its own verb takes the neutral skeletons.
    verbal = _verb_led(name, tuple(entry["ending"] for entry in fits if entry.get("noun")))
    if not fits:
        cls, work = (VERBAL, None) if verbal else ("work", name)
        return Theme(name, cls, work, known=False, aspects=usual, subject=name)
    best = max(fits, key=lambda entry: len(entry["ending"]))
    usual = next(
        (tuple(e["aspects"]) for e in data["collocations"] if e["class"] == best["class"] and "aspects" in e), usual
    )
    work = None if verbal or not best.get("work") else best["work"].replace("{}", name)
    thing = name.removesuffix(best["ending"]) if best.get("object") and not verbal else ""
    cls = VERBAL if verbal else best["class"]
    neutral = None if verbal or "neutral" not in best else best["neutral"].replace("{}", name)
    return Theme(name, cls, work, known=False, aspects=usual, subject=name,
                 object=thing if len(thing) > 1 else None, neutral=neutral)  # fmt: skip


def collocates(text: str, theme: Theme) -> bool:
    """Whether a heading joins its theme only with verbs that take it: 抓安全生产, 建设数字政府, not 抓数字政府.

    A theme in its work form (数字政府建设) is work, whatever its class; what stands before 的 is no object. What a
    把 takes must be work to be done.
    """
    table, every = _collocations()
    forms = sorted({form for form in (theme.work, theme.neutral, theme.name) if form}, key=len, reverse=True)
    rest = text
    while said := next((form for form in forms if form in rest), None):
        before, _, rest = rest.partition(said)
        if rest.startswith("的"):
            continue
        cls = "work" if said == theme.work else VERBAL if said == theme.neutral else theme.cls
        verb = next((verb for verb in every if before.endswith(verb)), None)
        if verb is not None and verb not in table.get(cls, set()) | set(theme.verbs):
            return False
        if before.endswith("把") and cls != "work":
            return False
    return True


@cache
def _collocations() -> tuple[dict[str, set[str]], list[str]]:
    """The verbs that take each class of themes, and all of them, the longest first."""
    table = {entry["class"]: set(entry["verbs"]) for entry in resources.data("themes")["collocations"]}
    return table, sorted(set().union(*table.values()), key=len, reverse=True)


def theme_verb(skeleton: str) -> tuple[str | None, tuple[str, ...]]:
    """The verb that takes the theme of a skeleton, and the classes of themes it takes (data/themes.yaml).

    {}抓{主题} → (抓, (work,)); 要在{}上适应{主题} → (None, ()): no verb of the collocations stands before the theme.
    """
    table, every = _collocations()
    before, found, _ = skeleton.partition("{主题}")
    verb = next((verb for verb in every if before.endswith(verb)), None) if found else None
    return verb, tuple(name for name, verbs in table.items() if verb in verbs)


def _verb_led(name: str, noun_endings: Collection[str]) -> bool:
    """Whether a theme brings its own verb (优化营商环境, 全面推进乡村振兴, 创建全国文明城市).

    Some verbs begin names as well: what ends on a noun of work, or begins with a known noun, is a name
    (保护区管理, 建设工程质量).
    """
    data = resources.data("themes")
    bare = _without_adverb(name)
    if any(bare.startswith(verb) and bare != verb for verb in data["verbs"]):
        return True
    led = any(bare.startswith(verb) and bare != verb for verb in data["leading"])
    return led and not noun_endings and not any(bare.startswith(noun) for noun in data["nouns"])


def _without_adverb(name: str) -> str:
    return next((name.removeprefix(a) for a in resources.data("themes")["adverbs"] if name.startswith(a)), name)


def _known_within(name: str) -> Theme | None:
    """The known theme that a name only adds a verb or 工作 to: 优化营商环境, 安全生产工作; None otherwise."""
    data = resources.data("themes")
    bare = _without_adverb(name)
    for verb in ("", *data["verbs"], *data["leading"]):
        for tail in ("", "工作", "建设"):
            core = bare.removeprefix(verb).removesuffix(tail)
            if bare.startswith(verb) and bare.endswith(tail) and core != name and core in data["themes"]:
                return theme(core)
    return None
