"""Patterns made by chance, for what is read off a pattern."""

from __future__ import annotations

from hypothesis import strategies as st


def patterns(atoms: list[str], repeats: list[str]) -> st.SearchStrategy[str]:
    """Patterns of these atoms, each repeated somehow, one after the other, in groups and as alternatives."""
    repeated = st.sampled_from(repeats)

    def combine(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        group = st.tuples(st.sampled_from(["(", "(?:", "(?>", "(?-i:"]), inner, repeated).map(
            lambda parts: f"{parts[0]}{parts[1]}){parts[2]}"
        )
        row = st.lists(group | inner, min_size=1, max_size=4).map("".join)
        return row | st.tuples(inner, inner).map("|".join)

    return st.recursive(st.tuples(st.sampled_from(atoms), repeated).map("".join), combine, max_leaves=10)
