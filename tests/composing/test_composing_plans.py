"""Plans are made as far as somebody looks, and come in the order they would have if all were made first."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from drafter.composing.plans import Plan, Plans, best_first, in_turn
from drafter.composing.stock import Form
from drafter.models import Group


def plan(name: str, flaw: int = 0) -> Plan:
    group = Group(
        id=f"g-{name}", skeleton="抓{}", items=tuple((str(n),) for n in range(9)), origin="curated", level=1
    )  # fmt: skip
    return Plan(Form(group), (flaw,))


def flaws(plan: Plan) -> tuple[int, ...]:
    return plan.items


def sound(plan: Plan) -> bool:
    return plan.items == (0,)


def ordered(plans: Iterable[Plan]) -> Iterator[Plan]:
    return best_first(plans, flaws, sound)


class Watched:
    """Plans that tell how many of them were asked for."""

    def __init__(self, *plans: Plan) -> None:
        self.plans = plans
        self.asked = 0

    def __iter__(self) -> Iterator[Plan]:
        for plan in self.plans:
            self.asked += 1
            yield plan


def test_the_first_plan_costs_no_other():
    watched = Watched(plan("甲"), plan("乙"), plan("丙"))
    plans = Plans(watched)
    assert plans[0].form.id == "g-甲"
    assert plans
    assert watched.asked == 1
    assert len(plans) == 3
    assert [p.form.id for p in plans[1:]] == ["g-乙", "g-丙"]


def test_plans_are_made_once():
    watched = Watched(plan("甲"), plan("乙"))
    plans = Plans(watched)
    assert list(plans) == list(plans) == plans[:]
    assert plans[-1].form.id == "g-乙"
    assert watched.asked == 2


def test_no_plans_are_no_plans():
    plans = Plans([])
    assert not plans
    assert len(plans) == 0


def test_one_without_a_flaw_comes_before_the_rest_are_made():
    watched = Watched(plan("甲", 2), plan("乙"), plan("丙", 1))
    plans = ordered(watched)
    assert next(plans).form.id == "g-乙"
    assert watched.asked == 2
    assert [p.form.id for p in plans] == ["g-丙", "g-甲"]


@given(st.lists(st.integers(0, 3), max_size=8))
def test_the_order_is_that_of_sorting_them_all(found: list[int]):
    plans = [plan(str(n), flaw) for n, flaw in enumerate(found)]
    assert list(ordered(plans)) == sorted(plans, key=flaws)


def test_every_form_has_its_turn_before_one_comes_again():
    each = [[plan("甲", 1), plan("甲")], [plan("乙", 2)], [plan("丙", 3), plan("丙", 2), plan("丙", 2)]]
    found = [(p.form.id[-1], p.items[0]) for p in in_turn(each, ordered)]
    assert found == [("甲", 0), ("乙", 2), ("丙", 2), ("甲", 1), ("丙", 2), ("丙", 3)]


def test_a_form_behind_one_without_a_flaw_is_not_looked_at():
    first, second = Watched(plan("甲", 1), plan("甲")), Watched(plan("乙"))
    assert next(in_turn([first, second], ordered)).form.id == "g-甲"
    assert second.asked == 0
