"""Templates: read with file and line, run in a sandbox, the user's before the shipped."""

from __future__ import annotations

import shutil

import composing_cover as c
import pytest

from drafter import resources
from drafter.composing import compose, lay_out
from drafter.composing.templates import find, load, load_all, run
from drafter.errors import DrafterError

HEAD = "---\nid: own\ntype: occasion\nname: 自己的\npoints: {min: 2, max: 4}\n---\n"
STRUCTURE = '---\nid: own\ntype: structure\nname: 甲\nmarkers: {"1": 一、, "2": （一）}\n'
BODY = "{{ title() }}\n{{ move('announce') }}\n{{ points() }}\n"


@pytest.fixture
def write(tmp_path):
    def put(text, name="own.jinja"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def test_the_shipped_ones_read():
    found = load_all()
    assert {(t.type, t.id) for t in found} >= {
        ("occasion", "general"), ("structure", "parallel"), ("structure", "one_char"),
        ("structure", "numeric"), ("structure", "ordinal"),
    }  # fmt: skip
    for template in found:
        assert template.name
        assert template.description
        assert template.points[0] <= template.points[1]


def test_a_template_with_all_its_fields(write):
    template = load(write(HEAD.replace("name:", "occasions: [座谈]\nname:") + BODY))
    assert (template.id, template.type, template.name, template.points) == ("own", "occasion", "自己的", (2, 4))
    assert template.occasions == ("座谈",)
    assert template.body == BODY
    assert len(template.sha) == 16


@pytest.mark.parametrize(
    "text", [HEAD.replace("\n", "\r\n") + "{{ points() }}\r\n", "\ufeff" + HEAD + "{{ points() }}\n"]
)
def test_line_ends_and_byte_order_marks_are_no_trouble(write, text):
    assert load(write(text)).body == "{{ points() }}\n"


@pytest.mark.parametrize("text", [HEAD.rstrip("\n"), HEAD, HEAD.replace("---\n", "--- \n")])
def test_an_empty_body_is_a_body(write, text):
    assert load(write(text)).body == ""


def test_dashes_inside_are_no_fence(write):
    template = load(write(HEAD.replace("name:", "description: 先总后分---\nname:") + "---\n{{ points() }}\n"))
    assert template.description == "先总后分---"
    assert template.body == "---\n{{ points() }}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ points() }}\n", "第1行：模板开头要有一段用“---”围起来的说明"),
        ("", "第1行：模板开头要有一段"),
        ("---\nid: own\n", "第1行：模板开头要有一段"),
        ("---\n- 甲\n---\n", "第2行：模板说明要写成“名称: 值”"),
        ("---\n---\n{{ points() }}\n", "第2行：模板说明要写成“名称: 值”"),
        ("---\nid: own\ntype: occasion\n---\n", "缺少“name”"),
        ("---\nid: 1\ntype: occasion\nname: 甲\n---\n", "缺少“id”"),
        ("---\nid: own\ntype: meeting\nname: 甲\n---\n", "type 只能是 occasion 或 structure，不能是“meeting”"),
        ("---\nid: own\ntype: occasion\nname: 甲\npoints: 三\n---\n", "points 要写成"),
        ("---\nid: own\ntype: occasion\nname: 甲\npoints: {min: 4, max: 2}\n---\n", "points 要写成"),
        ("---\nid: own\ntype: occasion\nname: 甲\noccasions: 座谈\n---\n", "occasions"),
        ("---\nid: own\ntype: structure\nname: 甲\nmarkers: 一、\n---\n", "markers"),
        ("---\nid: own\ntype: structure\nname: 甲\nmarkers: {\"1\": 一、}\n---\n", "markers"),
        ("---\nid: own\ntype: structure\nname: 甲\n---\n", "markers"),
        (f"{STRUCTURE}groups: parallel\n---\n", "groups"),
        (STRUCTURE + "announcements: 讲{数}点\n---\n", "announcements"),
    ],
)  # fmt: skip
def test_a_broken_head_is_said(write, text, said):
    path = write(text)
    with pytest.raises(DrafterError) as error:
        load(path)
    assert str(path) in str(error.value)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_broken_yaml_in_the_head_is_said_with_the_line_of_the_file(write):
    path = write("---\nid: own\ntype: occasion\nname: [甲\n---\n")
    with pytest.raises(DrafterError, match=r"own\.jinja 第[45]行"):
        load(path)
    path = write("---\nid: own\nid: other\ntype: occasion\nname: 甲\n---\n")
    with pytest.raises(DrafterError, match="第3行：“id”写了两次"):
        load(path)


def test_a_template_of_another_encoding(write):
    with pytest.raises(DrafterError, match="不是 UTF-8"):
        load(write((HEAD + BODY).encode("gb18030")))


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("{{ title() }}\n{% if depth %}\n{{ points() }}\n", 9, "语法有误"),
        ("{{ title( }}\n", 7, "语法有误"),
        ("\n\n{{ titel() }}\n", 9, "没有定义的名称（titel）"),
        ("{{ points() }}\n{% if deepth == 'draft' %}{% endif %}\n", 8, "没有定义的名称（deepth）"),
        ("\n{{ points() }}{{ ''.__class__.__mro__ }}\n", 8, "运行不下去"),
        ("{{ move.__globals__ }}\n", 7, "运行不下去"),
        ("{{ points.__func__.__code__ }}\n", 7, "运行不下去"),
        ("{{ (move|attr('__self__')).brief }}\n", 7, "模板"),
        ("\n{{ move() }}\n", 8, "运行不下去"),
        ("{{ 1 / 0 }}\n", 7, "运行不下去"),
        ("{% for n in range(10000000) %}{% endfor %}\n", 7, "运行不下去"),
        ("{{ depth.format_map }}{{ depth.nothing }}\n", 7, "没有定义的名称"),
        ("{% include 'x' %}\n", 7, "运行不下去"),
        ("{{ [1][5] }}{{ {}['a'] }}\n", 7, "没有定义的名称"),
        ("{{ move('announce', nonsense='x') }}\n", 7, "运行不下去"),
    ],
)
def test_a_faulty_body_is_said_with_the_line_of_the_file(write, body, line, said):
    path = write(HEAD + body)
    with pytest.raises(DrafterError) as error:
        compose(c.brief(occasion="own"), [*c.structures(), load(path)], c.curated())
    assert f"own.jinja 第{line}行：" in str(error.value)
    assert said in str(error.value)


def test_the_sandbox_hands_nothing_out(write):
    """What a mailed template might try prints nothing and changes nothing."""
    body = "{{ points() }}{% set found = cycler.__init__.__globals__.os.popen('id').read() %}"
    with pytest.raises(DrafterError):
        run(load(write(HEAD + body)), {"points": lambda: ""})


def test_text_of_the_template_is_printed_as_it_stands(write):
    path = write(HEAD + "{{ title() }}\n\n同志们好：\n{{ points() }}\n{{ slot('会后事项') }}\n现在散会！\n")
    templates = [*c.structures(), load(path)]
    draft = compose(c.brief(occasion="own", depth="headings"), templates, c.curated())
    lines = [paragraph.text for paragraph in lay_out(draft, templates)]
    assert lines[1] == "同志们好："
    assert lines[-2:] == ["【会后事项】。", "现在散会！"]


def test_a_depth_may_leave_things_out(write):
    path = write(HEAD + "{% if depth == 'draft' %}{{ move('convening') }}\n{% endif %}{{ points() }}\n")
    templates = [*c.structures(), load(path)]
    for depth, moves in (("draft", ["convening"]), ("outline", [])):
        draft = compose(c.brief(occasion="own", depth=depth), templates, c.curated())
        assert [b.move for b in draft.blocks if b.path.startswith("opening")] == moves


def test_the_users_folder_comes_before_the_shipped_and_the_named_before_both(drafter_home, tmp_path):
    shipped = resources.templates() / "structures" / "parallel.jinja"
    own, named = drafter_home / "templates" / "structures", tmp_path / "带来的"
    for folder, name in ((own, "本人的并列式"), (named, "带来的并列式")):
        folder.mkdir(parents=True)
        shutil.copy(shipped, folder / "任意名.jinja")
        text = (folder / "任意名.jinja").read_text(encoding="utf-8").replace("name: 并列式", f"name: {name}")
        (folder / "任意名.jinja").write_text(text, encoding="utf-8")
    assert find(load_all(), "structure", "parallel").name == "本人的并列式"
    assert find(load_all([named]), "structure", "parallel").name == "带来的并列式"
    assert len([t for t in load_all([named]) if t.id == "parallel"]) == 1


def test_one_broken_template_of_the_user_is_said(drafter_home):
    (drafter_home / "templates").mkdir(parents=True)
    (drafter_home / "templates" / "坏.jinja").write_text("没有说明", encoding="utf-8")
    with pytest.raises(DrafterError, match=r"坏\.jinja 第1行"):
        load_all()


def test_a_missing_folder_of_templates(tmp_path):
    with pytest.raises(DrafterError, match="没有这个模板文件夹"):
        load_all([tmp_path / "无"])


@pytest.mark.parametrize(
    ("kind", "identity", "near"),
    [("structure", "paralel", "parallel"), ("structure", "一字径", "一字经"), ("occasion", "genral", "general")],
)
def test_an_unknown_template_names_the_nearest(kind, identity, near):
    with pytest.raises(DrafterError, match=near):
        find(c.templates(), kind, identity)
