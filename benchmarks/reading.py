"""How reading, cleaning and outlining grow with the size of one file.

`python -m benchmarks.reading [--kinds txt,wrapped,html,damaged] [--sizes 0.2,2,20] [--full]` makes files of these sizes
(MB, UTF-8) out of an invented speech with page furniture, in one run and one process, and prints for each step the
seconds (of the processor), MB/s and the ratio to the smallest file per byte: 1.0 is linear. The exit status is 1 when
a ratio is over 2. Without --full the largest size is left to plain text, which makes some two minutes instead of six.
"damaged" is GB18030 with broken bytes, and is only read.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

from drafter import outlining
from drafter.cleaning import clean
from drafter.models import Cleaned, Source
from drafter.reading.files import parsed

SUBJECTS = ("防汛备汛", "春耕生产", "招商引资", "安全生产", "城乡环境", "基层治理", "项目建设", "校园安全")
VERBS = ("压实责任", "盯住关键", "补齐短板", "强化督查", "抓好培训", "摸清底数")
NUMERALS = "一二三四五六七八"
LARGEST_FOR = ("txt",)  # kinds that are measured at more than `LARGE` without --full
LARGE = 5.0  # MB
SMALL = 1.0  # MB; smaller files are measured three times, the best counts
BAD = 2.0
WORTH = 1.0  # seconds; what is done sooner is not judged


def speech(n: int) -> list[str]:
    """The lines of the n-th invented speech with what a site puts around it: some 1 500 characters."""
    subject, place = SUBJECTS[n % len(SUBJECTS)], n % 97
    lines = [f"第{n + 1}篇：在全县{subject}工作会议上的讲话"]
    lines += [f"（{2001 + n % 20}年{1 + n % 12}月{1 + n % 28}日）", "同志们："]
    lines.append(
        f"今天，我们召开全县{subject}工作会议，总结第{place}次检查的情况，部署下一步工作。下面，我讲四点意见。"
    )
    for i, verb in enumerate(islice(cycle(VERBS), n % 3, n % 3 + 4)):
        lines.append(f"{NUMERALS[i]}、坚持{verb}，把{subject}抓得再实一些")
        for k in range(3):
            lines.append(
                f"（{NUMERALS[k]}）{verb}要到位。今年以来，全县完成{subject}投入{place + i}.{k}亿元，"
                f"办结{n % 300 + k}件事，"
                f"群众满意率达到{80 + (n + k) % 19}%。要清醒看到，有的单位底数不清、有的同志劲头不足，必须一项一项抓，"
                f"一件一件改，第{k + 1}批任务要在{1 + (n + k) % 12}月底前全部完成。"
            )
    lines += [
        "同志们，让我们同心协力，为完成全年任务而努力奋斗！",
        "",
        "相关文章",
        f"上一篇：全县{subject}会议召开",
        "- 1 -",
    ]
    return lines


def made(kind: str, size: float, first: int = 0) -> bytes:
    """A file of a kind and size (MB), from the `first` speech on."""
    out: list[str] = []
    length, n = 0, first
    while length < size * 1_000_000:
        for line in speech(n):
            parts = [line[i : i + 36] for i in range(0, len(line), 36)] or [""] if kind == "wrapped" else [line]
            parts = [f"<p>&nbsp;&nbsp;{part}</p>" for part in parts] if kind == "html" else parts
            out += parts
            length += sum(len(part.encode()) + 1 for part in parts)
        n += 1
    text = "\n".join(out)
    if kind == "damaged":
        raw = bytearray(text.encode("gb18030"))
        raw[5_000::10_000] = b"\xff" * len(raw[5_000::10_000])
        return bytes(raw)
    return (f"<html><body>{text}</body></html>" if kind == "html" else text).encode()


def timed(step: Callable[[], object]) -> tuple[float, object]:
    """Seconds and result of one step."""
    gc.collect()
    begin = time.process_time()
    result = step()
    return time.process_time() - begin, result


def measure(kind: str, raw: bytes) -> dict[str, float]:
    """Seconds of each step for one file."""
    seconds: dict[str, float] = {}
    seconds["read"], source = timed(lambda: parsed(raw, f"a.{kind}"))
    assert isinstance(source, Source)
    if kind == "damaged":
        assert source.broken
        return seconds
    seconds["clean"], cleaned = timed(lambda: clean(source))
    assert isinstance(cleaned, Cleaned)
    assert cleaned.speeches
    seconds["outline"], _ = timed(lambda: [outlining.parse(speech) for speech in cleaned.speeches])
    return seconds


def best(kind: str, size: float) -> tuple[float, dict[str, float]]:
    """Megabytes and seconds of each step; for a small file the best of three, whose noise would else be the scale.

    Three different files: what the steps remember of lines they have seen must not help.
    """
    files = [made(kind, size, 10_007 * n) for n in range(3 if size < SMALL else 1)]
    runs = [measure(kind, raw) for raw in files]
    return len(files[0]) / 1_000_000, {step: min(run[step] for run in runs) for step in runs[0]}


def main() -> None:
    """Prints the table; exits with 1 when something is not linear."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kinds", default="txt,wrapped,html,damaged")
    options.add_argument("--sizes", default="0.2,2,20")
    options.add_argument("--full", action="store_true")
    chosen = options.parse_args()
    sizes = sorted(map(float, chosen.sizes.split(",")))
    print(f"{'kind':8} {'MB':>6} {'step':8} {'seconds':>9} {'MB/s':>7} {'ratio':>6}")
    worst = (0.0, "")
    for kind in chosen.kinds.split(","):
        first: dict[str, float] = {}
        for size in sizes:
            if size > LARGE and kind not in LARGEST_FOR and not chosen.full:
                continue
            megabytes, steps = best(kind, size)
            for step, seconds in steps.items():
                per = seconds / megabytes
                ratio = per / first.setdefault(step, per)
                if seconds >= WORTH:
                    worst = max(worst, (ratio, f"{kind} {step}, {megabytes:.1f} MB"))
                print(f"{kind:8} {megabytes:6.1f} {step:8} {seconds:9.2f} {1 / per:7.2f} {ratio:6.2f}", flush=True)
    print(f"largest ratio {worst[0]:.2f} ({worst[1]})")
    sys.exit(worst[0] > BAD)


if __name__ == "__main__":
    main()
