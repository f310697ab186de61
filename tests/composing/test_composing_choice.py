"""Weighted rendezvous: reproducible, fair by weight, and stable when the bank grows."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.composing.choice import rank, score

IDS = st.lists(st.text("0123456789abcdef", min_size=1, max_size=8), min_size=1, max_size=12, unique=True)
SEEDS = st.integers(-(2**40), 2**40)


def chosen(seed, path, ids, weights=None):
    return rank(seed, path, ids, str, lambda c: (weights or {}).get(c, 1))


@given(SEEDS, st.text(max_size=6), IDS)
def test_the_same_whatever_the_order(seed, path, ids):
    assert chosen(seed, path, ids) == chosen(seed, path, list(reversed(ids)))
    assert sorted(chosen(seed, path, ids)) == sorted(ids)


@given(SEEDS, IDS, st.text("ghi", min_size=1, max_size=4), st.integers(1, 40))
def test_a_new_candidate_changes_only_what_it_wins(seed, ids, new, weight):
    for place in range(8):
        before = chosen(seed, str(place), ids)
        after = chosen(seed, str(place), [*ids, new], {new: weight})
        assert [c for c in after if c != new] == before
        assert after[0] in (before[0], new)


@given(SEEDS, IDS, st.data())
def test_a_lost_candidate_changes_only_what_it_had_won(seed, ids, data):
    assume(len(ids) > 1)
    gone = data.draw(st.sampled_from(ids))
    before = chosen(seed, "1", ids)
    assert chosen(seed, "1", [c for c in ids if c != gone]) == [c for c in before if c != gone]


@given(SEEDS, st.text(max_size=5), st.text(max_size=5), st.floats(0, 10_000), st.floats(0, 10_000))
def test_more_weight_never_draws_a_worse_lot(seed, path, identity, one, other):
    lighter, heavier = sorted((one, other))
    assert score(seed, path, identity, lighter) <= score(seed, path, identity, heavier) < 0


def test_weight_counts_up_to_four():
    lots = [score(1, "x", "a", weight) for weight in (0, 1, 2, 4, 8, 16, 1000)]
    assert lots[0] == lots[1] == lots[2] * 2 == lots[4] * 4 == lots[5] * 4 == lots[6] * 4
    assert math.isclose(lots[3] * 3, lots[1])


def test_the_heavier_wins_more_often_but_not_always():
    wins = sum(chosen(seed, "p", ["light", "heavy"], {"heavy": 8})[0] == "heavy" for seed in range(1000))
    # w is 1 + log2(8) = 4 against 1: four wins in five
    assert 740 < wins < 860


def test_seeds_and_places_draw_apart():
    ids = [str(n) for n in range(10)]
    assert len({chosen(seed, "1", ids)[0] for seed in range(60)}) == 10
    assert len({chosen(1, str(place), ids)[0] for place in range(60)}) == 10
