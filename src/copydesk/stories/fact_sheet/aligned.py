"""Aligned sentences: where the sources tell what a place of an article tells."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.differences import Counterpart
from copydesk.stories.story import Story


def counterparts_at(story: Story, offset: int) -> tuple[Counterpart, ...]:
    """Return the counterparts of the sentence of the story's article that holds an offset, in code points."""
    passages = story.once(compare_sentences)  # of the only member, in order
    index = bisect_right(passages, offset, key=attrgetter("start")) - 1
    return passages[index].counterparts if index >= 0 and offset < passages[index].end else ()
