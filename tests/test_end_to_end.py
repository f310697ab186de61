"""The whole way once: three messy speeches of our own → a bank → an outline → filled → rendered → checked.

The speeches are made up, in the shapes and with the noise of what people really keep: a page saved from a portal,
a document-sharing site's text with page numbers in its sentences, a machine conversion to traditional characters.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("opencc")
pytest.importorskip("rjieba")
pytest.importorskip("ahocorasick_rs")

LIBRARY = """\
豆豆文库 > 公文写作 > 领导讲话 > 正文
县长在全县安全生产工作会议上的讲话
上传者：笔杆子老王    上传时间：2019-03-08    下载：36次    页数：3
第 1 页 共 3 页

县长在全县安全生产工作会议上的讲话
（2019年3月6日）
同志们：
今天，我们在这里召开全县安全生产工作会议，主要任务是总结去年工作，安排今年任务。刚才，陆大川同志通报了情况，讲
- 1 -
得很好，我完全同意。下面，我就安全生产讲三点意见。
一、围绕大局抓安全生产
安全生产一头连着发展，一头连着民生。各级各部门要进一步提高思想认识，切实增强责任感和紧迫感。去年，青石县46家企业
第 2 页 共 3 页
投入整改资金3.7亿元，青石县第三水泥厂带了好头。
（一）提高思想认识。要把安全生产摆在更加突出的位置，做到警钟长鸣、常抓不懈。
（二）压实工作责任。要坚持谁主管谁负责，一级抓一级，层层抓落实。
二、突出重点抓安全生产
要突出重点领域、重点环节，全面排查各类隐患，做到不留死角、不留盲区。
（一）全面排查隐患。对排查出的问题，要建立台账，逐项销号。
（二）从严督促整改。要明确责任、明确时限，一抓到底。
三、主动作为抓安全生产
各级干部要主动担当，敢于碰硬。要加强组织领导，严格督查考核，确保各项任务落到实处。
同志们，安全生产责任重于泰山。让我们振奋精神，真抓实干，为建设平安青石而努力奋斗！
- 3 -
本文档由豆豆文库用户上传，版权归原作者所有。www.example.com
"""

PORTAL = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>在全市防汛抗旱工作会议上的讲话_云溪市人民政府门户网站</title>
<script>var visit = 1024;</script><style>.nav{color:red}</style></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/zw">政务公开</a> |
<a href="/fw">办事服务</a> | <a href="/hd">互动交流</a></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/ld">领导讲话</a> &gt; 正文</div>
<h1>在全市防汛抗旱工作会议上的讲话</h1>
<p>发布日期：2021-05-12 来源：云溪市政府办 浏览次数：1024 字体：【大 中 小】</p>
<p>（2021年5月10日）</p>
<p>&nbsp;&nbsp;同志们：</p>
<p>　　今天，我们在这里召开全市防汛抗旱工作会议。刚才，陈秀兰同志作了安排，我都同意。下面，我就防汛抗旱讲三点意见。</p>
<p>　　<b>一、围绕大局抓防汛抗旱</b></p>
<p>　　防汛抗旱事关全局。各级各部门要进一步提高思想认识，切实增强责任感和紧迫感。去年
白沙镇转移群众5218人，没有一人伤亡。</p>
<p>　　（一）提高思想认识。要把防汛抗旱摆在更加突出的位置，做到警钟长鸣、常抓不懈。</p>
<p>　　（二）压实工作责任。要坚持谁主管谁负责，一级抓一级，层层抓落实。</p>
<p>　　<b>二、突出重点抓防汛抗旱</b></p>
<p>　　要突出重点部位、重点时段，全面排查各类隐患，做到不留死角、不留盲区。</p>
<p>　　<b>三、提前谋划抓防汛抗旱</b></p>
<p>　　要加强组织领导，严格督查考核，确保各项任务落到实处。</p>
<p>　　同志们，责任重于泰山。让我们振奋精神，真抓实干，坚决打赢防汛抗旱这场硬仗！</p>
<p>相关链接：<a href="/1">云溪市召开招商大会</a> <a href="/2">白沙镇举办桃花节</a></p>
<div>版权所有：云溪市人民政府办公室 ICP备12345678号 网站地图</div></body></html>
"""

CONVERTED = """\
在全鎮項目建設推進會上的講話
(2017年9月20日)
同志們:
今天,我們在這裡召開全鎮項目建設推進會。剛才,周永年同志講了很好的意見,我完全同意。下面,我就項目建設講三點意見。
一、圍繞大局抓項目建設
項目建設是硬任務。各級各部門要進一步提高思想認識,切實增強責任感和緊迫感。上半年,雙河鎮開工項目17個,完成投資2.9億元。
二、突出重點抓項目建設
要突出重點領域、重點環節,對排查出的問題,要建立臺賬,逐項銷號。
三、主動作為抓項目建設
要加強組織領導,嚴格督查考核,確保各項任務落到實處。
同志們,讓我們振奮精神,真抓實幹,為建設美麗雙河而努力奮鬥!
【全文完】轉載請注明出處
"""

LOCAL = (
    "青石", "云溪", "白沙", "双河", "雙河", "陆大川", "陈秀兰", "周永年", "大川", "秀兰",
    "永年", "水泥厂", "豆豆", "老王",
    "46家", "3.7亿", "5218", "17个", "2.9亿", "example", "ICP", "桃花",
)  # fmt: skip
FILES = ("甲.txt", "乙.html", "丙.txt")
SAID = ("--theme", "安全生产", "--meeting", "全县安全生产推进会", "--speaker", "县长", "--speaker-name", "张三",
        "--level", "县", "--date", "2026-11-28", "--points", "3", "--structure", "parallel")  # fmt: skip


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """The bank that `drafter extract` makes of the three files, and the folder they stand in."""
    from click.testing import CliRunner

    from drafter.cli.main import cli

    folder = tmp_path_factory.mktemp("whole_way")
    speeches = folder / "讲话"
    speeches.mkdir()
    for name, text, encoding in zip(FILES, (LIBRARY, PORTAL, CONVERTED), ("utf-8", "gb18030", "big5"), strict=True):
        (speeches / name).write_bytes(text.encode(encoding))
    (speeches / "坏.txt").write_bytes(bytes(range(256)) * 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_HOME", str(folder / "home"))
        result = CliRunner().invoke(cli, ["extract", str(speeches), "--out", str(folder / "库")])
    assert result.exit_code == 0, result.output
    assert "坏.txt" in result.stderr
    return folder / "库"


def mined_files(told):
    return {source["source"] for item in told for source in item["sources"]} & set(FILES)


@pytest.fixture
def borrowed(run, bank, tmp_path):
    """A draft in which something mined was used: the first of some seeds."""
    path = tmp_path / "稿.yaml"
    for seed in range(1, 25):
        result = run("outline", *SAID, "--bank", bank, "--seed", seed, "-o", path)
        assert result.exit_code == 0, result.stderr
        told = json.loads(run("why", path, "--bank", bank, "--json").stdout)
        if mined_files(told):
            return path, told
    return pytest.fail("nothing that was mined was used in twenty-four drafts")


def test_what_the_speeches_have_in_common_is_mined(run, bank):
    phrases = json.loads(run("phrases", "list", "--bank", bank, "--only-bank", "--json").stdout)
    formulas = {p["pattern"].rstrip("。"): p for p in phrases if p["tier"] == "formula"}
    announced = [p for pattern, p in formulas.items() if re.search(r"我就\{主题\w*\}讲\{数\}点意见", pattern)]
    assert announced
    assert announced[0]["weight"] == 3
    assert {o["source"] for o in announced[0]["occurrences"]} == set(FILES)
    assert (announced[0]["first_year"], announced[0]["last_year"]) == (2017, 2021)
    groups = json.loads(run("groups", "list", "--bank", bank, "--only-bank", "--json").stdout)
    skeletons = {group["skeleton"]: group for group in groups}
    assert "{}抓{主题}" in skeletons
    items = {item for group in groups if group["skeleton"] == "{}抓{主题}" for row in group["items"] for item in row}
    assert {"围绕大局", "突出重点", "主动作为"} <= items


def test_one_skeleton_in_three_speeches_counts_three(run, bank):
    groups = json.loads(run("groups", "list", "--bank", bank, "--only-bank", "--json").stdout)
    sources = {o["source"] for g in groups if g["skeleton"] == "{}抓{主题}" for o in g["occurrences"]}
    assert sources == set(FILES), [g["skeleton"] for g in groups]


def test_nothing_local_reaches_the_bank(bank):
    texts = {path.name: path.read_text(encoding="utf-8") for path in Path(bank, "extracted").rglob("*.yaml")}
    assert texts
    leaks = [(name, word) for name, text in texts.items() for word in LOCAL if word in text]
    assert not leaks


def test_something_mined_is_used_and_why_names_its_file(run, bank, borrowed):
    path, told = borrowed
    assert mined_files(told)
    shown = run("why", path, "--bank", bank).stdout
    assert any(name in shown for name in FILES)
    assert any(label in shown for label in ("2019 县", "2021 市", "2017 镇"))
    assert not [word for word in LOCAL if word in shown]


@pytest.mark.parametrize("structure", ["parallel", "ordinal", "numeric", "one_char"])
def test_nothing_local_reaches_a_draft(run, bank, structure):
    for seed in range(1, 5):
        result = run("outline", *SAID[:-2], "--structure", structure, "--bank", bank, "--seed", seed,
                     "--depth", "draft",
                     "--format", "txt")  # fmt: skip
        assert result.exit_code == 0
        assert not [word for word in LOCAL if word in result.stdout]
        spoken = result.stdout.replace("2026年11月28日", "")
        assert not re.search(r"\d", spoken)


def fill(run, monkeypatch, path, bank):
    """Accepts the headings and answers every slot."""
    import drafter.cli.fill

    monkeypatch.setattr(drafter.cli.fill, "interactive", lambda: True)
    answers = "\n" * 4 + "".join(f"第{n}处内容三项\n" for n in "甲乙丙丁戊己庚辛壬癸" * 12)
    result = run("fill", path, "--bank", bank, input=answers)
    assert result.exit_code == 0
    assert "都问完了" in result.stdout
    assert "待填 0 处" in result.stdout
    return run("render", path, "--format", "txt").stdout


def test_filled_and_rendered(run, bank, borrowed, monkeypatch, tmp_path):
    path, told = borrowed
    before = run("render", path, "--format", "txt").stdout
    assert "【" in before
    assert before == run("render", path, "--format", "txt").stdout
    after = fill(run, monkeypatch, path, bank)
    assert "【" not in after
    assert "{" not in after
    assert after.startswith("在全县安全生产推进会上的讲话\n县长　张三\n")
    assert not [word for word in LOCAL if word in after]
    again = json.loads(run("why", path, "--bank", bank, "--json").stdout)
    assert mined_files(again) == mined_files(told)
    # read by our own parser, it is the speech that was composed
    (tmp_path / "定稿.txt").write_text(after, encoding="utf-8")
    parsed = json.loads(run("parse", tmp_path / "定稿.txt", "--json").stdout)
    speech = parsed["speeches"][0]
    assert len(parsed["speeches"]) == 1
    assert len(speech["outline"]) == 3
    assert [(a["count"], a["found"]) for a in speech["announced"] if a["path"] == ""] == [(3, 3)]


def test_checked(run, bank, borrowed, monkeypatch, tmp_path):
    pytest.importorskip("drafter.cli.check")
    path, _ = borrowed
    result = run("check", path, "--json", "--bank", bank)
    findings = json.loads(result.stdout)
    assert result.exit_code == 0, findings
    assert not [f for f in findings if f["severity"] != "info"]
    open_slots = run("render", path, "--format", "txt", "-o", tmp_path / "提纲.txt")
    assert open_slots.exit_code == 0
    result = run("check", tmp_path / "提纲.txt", "--stage", "final", "--json")
    assert result.exit_code == 1
    assert any(f["severity"] == "error" and "【" in f["text"] for f in json.loads(result.stdout))
    (tmp_path / "定稿.txt").write_text(fill(run, monkeypatch, path, bank), encoding="utf-8")
    findings = json.loads(run("check", tmp_path / "定稿.txt", "--stage", "final", "--level", "县", "--json").stdout)
    assert not [f for f in findings if f["severity"] == "error"], findings
    # what a careless hand leaves behind is found
    text = (tmp_path / "定稿.txt").read_text(encoding="utf-8").replace("三、", "四、", 1) + "请XX同志负责。\n"
    (tmp_path / "漏.txt").write_text(text, encoding="utf-8")
    result = run("check", tmp_path / "漏.txt", "--json")
    rules = {f["rule"][:3] for f in json.loads(result.stdout) if f["severity"] == "error"}
    assert result.exit_code == 1
    assert {"N02", "P01"} <= rules, rules


def test_no_draft_lifts_a_long_run_from_one_real_speech(corpus):
    """Thirteen characters of one speech are more than a form, unless independent speeches share them."""
    from drafter import overlap
    from drafter.bank import PhraseBank
    from drafter.cleaning import clean
    from drafter.composing import compose
    from drafter.composing.templates import load_all
    from drafter.models import Brief
    from drafter.reading import read
    from drafter.resources import phrasebank

    shipped, templates = PhraseBank.load(phrasebank()), load_all()
    speeches = "\n".join(s.text for path in sorted(corpus.glob("*.txt")) for s in clean(read(path)).speeches)
    drawn = set()
    for seed in range(1, 9):
        brief = Brief("安全生产", seed=seed, points=3 + seed % 3, depth="draft", date="2026-11-28")
        for block in compose(brief, templates, shipped).blocks:
            entry = shipped.phrase(block.entry or "")
            if entry is None or entry.tier != "formula" or entry.origin == "curated":
                drawn.add(block.said)
    assert len(drawn) > 100
    # 某甲乙丙某 keeps two blocks from making one run
    assert not overlap.shared_runs("某甲乙丙某".join(sorted(drawn)), speeches)
