"""damage/doubled-word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress
from operator import eq

import regex

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.damage.breaks.free_relatives import ends_free_relative
from copydesk.analysis.damage.fixability import is_in_one_piece
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.analysis.language.words import western_words
from copydesk.analysis.names.lexicon import is_word, knows_words_of
from copydesk.document import Document
from copydesk.findings import Extended, Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_BEFORE = r"(?<![\p{L}\p{M}\p{N}'’\-‐‑.@/]\0*)(?<![\p{L}\p{M}\p{N}][\0'’\-‐‑´`ʹʻʼʽˈ′])"
_AFTER = r"(?![\p{L}\p{M}\p{N}'’\-‐‑@/]|\.\w)"
_TWICE = regex_later(rf"{_BEFORE}(\p{{L}}+)\0*\s[\s\0]*(?:\1){_AFTER}", regex.IGNORECASE)
_ONCE_MORE = regex_later(rf"\0*\s[\s\0]*(\p{{L}}+){_AFTER}")
_LETTERS = regex_later(r"\p{L}+")
# Pronouns and articles that look alike, in whatever language a few words of the text are.
_TWO_WORDS = ("die", "der", "das", "sie", "ihr", "dat", "nous", "vous")
_MAY_END_IN_A_VERB = regex_later(
    r"\b(?:all|how|what|where|which|who|whoever|whatever|why|than|way)\s[^.!?,;\n]{0,60}\w\s*\Z|\b(?:it|what)\s*\Z",
    regex.IGNORECASE,
)
_IS_THERE = regex_later(
    r"[\s\0]+(?:is|are|was|were|will|would|has|have|had|may|might|must|can|could|should|seems?)\b"
)
_MARK = regex_later("[\"'“‘„«]")
_MARK_BEHIND = "[\"'”’“«»]"
_QUOTING = tuple("\"'“‘„«")
_SMALL_ANYWHERE = frozenset(("og", "och", "und", "the", "oraz", "ett"))
"""Small words that no language doubles, for passages whose language is not the text's."""
_LONG_ENOUGH = 3
_PAIR_BEFORE = regex_later(r"(?<!\p{L})(\p{L}{2,20})[ \0]\1[,;]?[\s\0]{1,2}\Z", regex.IGNORECASE)
_PAIR_BEHIND = regex_later(r"[,;]?[\s\0]{1,2}(\p{L}{2,20})[ \0]\1(?!\p{L})", regex.IGNORECASE)
_LONG_TEXT = 60
"""A text of so many words is in a language that we know, or in one that may double its words: tek tek. So may those that are
told that nobody here reads."""
_NEAR = 80
"""In code points: how far to either side the words beside are looked for."""
_SHORT_LOAN = 4
_DOUBLE_FOR_EMPHASIS = frozenset(("it",))
"""Languages in which any adjective and adverb may stand twice: stretti stretti, piano piano."""
_WITH_PARTICLE = language_data("en").particle_verbs
_NEVER_TWICE_AT_THE_START = ("it", "you", "her")
_BEGINS_CLAUSE = regex_later(
    r"\b(?:and|because|but|if|since|so|that|then|until|when|where|while)[\s\0]\Z", regex.IGNORECASE
)
"""Behind these words a pronoun is a subject: and it it came down."""
_WEIGHED = {"en": ("in", "on", "there", *_NEVER_TWICE_AT_THE_START)}
"""By language: of what it may repeat, the words that their surroundings decide."""
_PRONOUNS = {"en": ("i", "you")}
"""By language: pronouns that count as common words though they are not among the stop words."""
_MAY_BE_LAUGHTER = {"en": ("he",)}
_AUXILIARIES = {
    "en": frozenset("can could did do does had has have may might must should was were will would".split())
}
_SUBJECT = regex_later(r"\b(?:who|whoever|whatever)[\s\0]+\Z", regex.IGNORECASE)
_SUBJECT_OF_VERB = regex_later(
    r"\b(?:who|whoever|that|which|what|whatever)[\s\0]+\Z|\p{L}\s(?:I|you|he|she|it|we|they)[\s\0]+\Z"
)
"""What stands before a verb that ends a clause: the child that exists exists, every clerk I knew knew."""
_CRIES = frozenset("ah eh hey oh ooh tra uh".split())
"""Before a syllable that is cried or sung: oh la la, tra la la."""
_ARTICLES = frozenset("a an the der das den dem un une el los het een".split())
"""Those that nobody sings or stammers in writing, as “la” is sung and “die” begins a clause."""
_WORDS_FOR_WORDS = frozenset("word mot palabra palavra parola wort woord ordet słowo слово".split())
_WORDS_FOR_LETTERS = frozenset(
    "letter vowel vitamin plan note lettre letra lettera vitamine vitamina buchstabe bokstaven litera буква".split()
)
_GOES_ON = regex_later(r"[\s\0]+(?!he\b)[a-z]")


@rule(explains=True, front_matter="alone")
def doubled_word(doc: Document, *, allow: tuple[str, ...] = ()) -> Iterator[Flag]:
    """The same word is typed twice in a row.

    It slips in where a line breaks between the two, or where a sentence was rewritten, and readers stop at it. Names
    (Walla Walla), what grammar or emphasis repeats in the text's language (had had, die die, nous nous), words that are
    cried, sung or stammered (oh la la), and words that are spoken of (the letter a a child draws) stay. `allow` names
    further words that may stand twice. Nothing is mended unseen: in every language two words of one spelling may both
    be meant.

    Bad: Paris in the the spring.
    Good: Paris in the spring.
    Good: All the good faith that she had had had had no effect.
    Measured: 51 of 54 findings right: 34 of 34 in 3,065 news articles, 17 of 20 in 791 web articles (python -m bench damage); 32 of 32 in 2,401 news articles never seen.
    """
    doubled = [
        (block, words) for block in doc.blocks if (words := _doubled(doc.text[block.start : block.end]))
    ]
    if not doubled:
        return
    spoken = language_data(doc.language or "en")
    is_strange = not spoken.stop_words or (doc.language is None and doc.text.count(" ") >= _LONG_TEXT)
    common = spoken.stop_words | _SMALL_ANYWHERE
    allowed = {*map(str.lower, allow), *spoken.may_repeat, *_TWO_WORDS}
    matches = list(_matches(doc, doubled))
    written = Counter(match.group() for match in matches)
    flagged = 0
    for match in matches:
        if match.start() < flagged:  # a third and a fourth time
            continue
        word, again = match[1], match.group()[-len(match[1]) :]
        lower = word.lower()
        is_common = lower in common or lower in _PRONOUNS.get(spoken.code, ())
        if lower in _MAY_BE_LAUGHTER.get(spoken.code, ()):
            is_common = not _is_laughter(doc, match)
        is_weighed = lower not in allow and lower in _WEIGHED.get(spoken.code, ())
        if (lower in allowed and not is_weighed) or _is_meant(doc, match, again, is_common=is_common):
            continue
        if not is_common and (
            spoken.code in _DOUBLE_FOR_EMPHASIS or _is_term(match, written) or _is_in_a_row(doc, match)
        ):
            continue
        if _is_told_apart(doc, match) or _is_spoken_of(doc, match):
            continue
        if _is_cried(doc, match) or _is_named(doc, match):
            continue
        if ends_free_relative(doc.text, match.start(), [lower], doc.language):
            continue
        if _ends_a_clause(doc, match, spoken.code, is_common=is_common):
            continue
        if not is_common and (is_strange or len(word) < _LONG_ENOUGH or not (word + again).islower()):
            continue
        flagged = _end_of_row(match)
        suggestions = (word,) if is_in_one_piece(doc.text[match.start() : flagged]) else ()
        yield Flag(match.start(), flagged, f"“{word}” is repeated", suggestions)


def _end_of_row(match: regex.Match[str]) -> int:
    """Return where the last of the words ends that are one and the same."""
    end, word = match.end(), match[1].lower()
    while (again := _ONCE_MORE.match(match.string, end, match.endpos)) and again[1].lower() == word:
        end = again.end()
    return end


def _is_told_apart(doc: Document, match: regex.Match[str]) -> bool:
    """Whether markup tells the two apart: single letters (c, d e **e**), or a link whose words a program will fill in."""
    between = doc.source[match.start() : match.end()]
    return "\0" in match.group() and (len(match[1]) == 1 or "[](" in between)


def _is_spoken_of(doc: Document, match: regex.Match[str]) -> bool:
    """Whether the pair is named, or stands between marks elsewhere in the article, or its paragraph has the word alone
    between marks.
    """
    if doc.is_cited(*match.span()) and (doc.is_about("mistakes") or not doc.is_quoted(match.start())):
        return True  # in other articles what is quoted may be mistyped
    block = doc.block_at(match.start())
    if block is None or not _MARK.search(doc.text):
        return False
    pair, word = (regex.escape(each) for each in (match.group(), match[1]))
    return any(
        regex.search(rf"{_MARK.pattern}{words}{_MARK_BEHIND}", doc.text, regex.IGNORECASE, *span)
        for words, span in ((pair, (0, len(doc.text))), (word, block[:2]))
    )


def _is_cried(doc: Document, match: regex.Match[str]) -> bool:
    """Whether the word is said a third time, or a cry stands before it: a song, a stammer, an interjection."""
    word = match[1].lower()
    before = _LETTERS.findall(doc.text[max(0, match.start() - _NEAR) : match.start()].lower())[-1:]
    behind = _LETTERS.findall(doc.text[match.end() : match.end() + _NEAR].lower())[:1]
    if word in _ARTICLES and not doc.is_quoted(match.start()):
        return False
    return word in (*before, *behind) or not _CRIES.isdisjoint(before)


def _is_named(doc: Document, match: regex.Match[str]) -> bool:
    """Whether the word before says what the first of the two is: the letter a a child draws first."""
    before = _LETTERS.findall(doc.text[max(0, match.start() - _NEAR) : match.start()].lower())[-1:]
    names = _WORDS_FOR_WORDS if len(match[1]) > 1 else _WORDS_FOR_LETTERS | _WORDS_FOR_WORDS
    return not names.isdisjoint(before)


def _ends_a_clause(doc: Document, match: regex.Match[str], code: str, *, is_common: bool) -> bool:
    """Whether the first ends a clause and the second goes on: whatever he did did not help, all who knew knew why."""
    if is_common and match[1].lower() not in _AUXILIARIES.get(code, ()):
        return False
    before = doc.text[max(0, match.start() - 80) : match.start()]
    if not is_common and not knows_words_of(code):
        return False
    if is_common:
        return _SUBJECT.search(before) is not None or _MAY_END_IN_A_VERB.search(before) is not None
    return _may_be_verb(match[1].lower(), code) and _SUBJECT_OF_VERB.search(before) is not None


def _may_be_verb(word: str, code: str) -> bool:
    """Tell whether a word has the form of a verb beside its subject: exists, wanted, knew."""
    return word.endswith(("s", "ed")) or word in language_data(code).irregular_pasts


def _matches(doc: Document, doubled: Iterable[tuple[Extended, frozenset[str]]]) -> Iterator[regex.Match[str]]:
    """Where one of these words stands twice in a row in its block, in order, none within another."""
    lower = doc.text.lower()
    if len(lower) != len(doc.text):  # a few letters become two
        lower = "".join(each if len(each := letter.lower()) == 1 else letter for letter in doc.text)
    for block, words in doubled:
        end = 0
        for letters in _LETTERS.finditer(lower, block.start, block.end):
            start = letters.start()
            if start < end or letters.group() not in words:
                continue
            match = _TWICE.match(doc.text, start, block.end)
            if match and match[1].lower() in words:
                end = match.end()
                yield match


@kept_by_text
def _doubled(text: str) -> frozenset[str]:
    """The words, in lower case, that may stand twice in a row somewhere: a few that do not are no harm."""
    text = text.lower()
    if "\0" in text:
        text = text.replace("\0", "")
    letters = western_words(text)
    if letters is not None and not any(map(eq, letters, letters[1:])):
        return frozenset()
    for opening in '“("‘':
        if opening in text:
            text = text.replace(opening, " ")
    words = text.split()
    following = words[1:]
    alike = compress(range(len(words)), map(str.startswith, following, words))
    return frozenset(
        word
        for word, after in ((words[index], following[index]) for index in alike)
        if word.isalpha() and not after[len(word) : len(word) + 1].isalpha()
    )


def _takes_particle(before: str) -> bool:
    """Tell whether the word before may have “in” or “on” as its particle; all participles may."""
    words = before.lower().replace("\0", " ").split()
    return bool(words) and (
        words[-1] in _WITH_PARTICLE or words[-1].endswith(("ed", "ing", "wn", "rn", "en"))
    )


def _is_laughter(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether a doubled pronoun laughs: it stands a third time before, or has no verb behind it."""
    before = doc.text[max(0, match.start() - 40) : match.start()].rstrip().lower()
    return before.endswith(match[1].lower()) or not _GOES_ON.match(doc.text, match.end())


def _is_term(match: regex.Match[str], written: Counter[str]) -> bool:
    """Tell whether the two are told apart by markup (the type *type*), or stand so elsewhere (template template)."""
    twice = match.group()
    return "\0" in twice or written[twice] > 1


def _is_in_a_row(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether another word is said twice right before or behind: hot hot, cold cold."""
    before = doc.text[max(0, match.start() - _NEAR) : match.start()]
    return _PAIR_BEFORE.search(before) is not None or _PAIR_BEHIND.match(doc.text, match.end()) is not None


def _is_meant_word(doc: Document, match: regex.Match[str], before: str, after: str) -> bool:
    """Whether a word of some meaning is said three times, comes from another language, or stands in a command."""
    word = match[1].lower()
    if word in (
        *before.lower().split()[-1:],
        *(each.rstrip('.,;:!?”"') for each in after.lower().split()[:1]),
    ):
        return True
    if knows_words_of(doc.language) and not is_word(word) and _is_foreign(word, before.split()[-1:]):
        return True
    return looks_like_code(doc.text, max(0, match.start() - 60), match.end() + 40)


def _is_foreign(word: str, before: list[str]) -> bool:
    """Tell whether a word that English has not is said twice by custom: mahi mahi, Homo sapiens sapiens."""
    return len(word) <= _SHORT_LOAN or any(each.isalpha() and each.istitle() for each in before)


def _is_meant(doc: Document, match: regex.Match[str], again: str, *, is_common: bool) -> bool:
    """Tell whether the repetition belongs: a name, a word said three times, “what it is is”, or marked with [sic]."""
    word = match[1]
    before = doc.text[max(0, match.start() - 80) : match.start()]
    after = doc.text[match.end() : match.end() + len(word) + 6]
    if "[sic" in after.lower():
        return True
    if word.lower() in ("in", "on"):
        return (word.istitle() and not again.islower()) or _takes_particle(before)
    if word.lower() in _NEVER_TWICE_AT_THE_START:
        begins_clause = word in ("it", "you") and _BEGINS_CLAUSE.search(before) is not None
        return not ((word.istitle() or begins_clause) and again.islower())
    if word.lower() == "there":  # "there, there", but never "there there were"
        return not _IS_THERE.match(doc.text, match.end())
    if word.lower() in ("is", "was") and _MAY_END_IN_A_VERB.search(before):
        return True
    if not is_common and is_spoken_of(doc.text, *match.span()):
        return True
    if (
        is_common
        and doc.text[match.start() - 1 : match.start()] in _QUOTING
        and is_spoken_of(doc.text, *match.span())
    ):
        return True
    before, after = before.replace("\0", ""), after.replace("\0", "")
    if not is_common and _is_meant_word(doc, match, before, after):
        return True
    if word != again and (len(word) == 1 or (word.isupper() and again.islower())):  # what IS is said to be
        return True
    if again.islower():
        return False
    # Capitals: a name or a title, unless all of the line is in capitals; "A A bell" is neither, and a sentence that
    # starts "The The bell" is not about the band.
    if len(word) > 1 and word.isupper() and again.isupper():
        return not is_common
    starts = len(word) == 1 or not before.strip(" \0") or before.rstrip(" \0")[-1] in ".!?\n"
    return not (is_common and starts and after.strip(" \0")[:1].islower())
