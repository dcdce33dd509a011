"""Languages: read the file data/CODE.yaml of each language once, for all analyses and rules.

To add a language, add a file. Each key of it is an attribute of `Language`, described there; a key that is left out is
empty. A value is words with white space between them, or lines if an entry has several words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copydesk.support.persistence.known_facts import known

_DATA = Path(__file__).parent / "data"


class Words:
    """A group of words; an attribute of Language, split when it is first used. It includes the groups of `includes`."""

    def __init__(self, *includes: str, lines: bool = False) -> None:
        self.includes = includes
        self.lines = lines

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, language: Language, owner: type) -> frozenset[str]:
        text = language.entries.get(self.name, "")
        words = frozenset(text.splitlines() if self.lines else text.split())
        words = words.union(*(getattr(language, group) for group in self.includes))
        language.__dict__[self.name] = words
        return words


class Ordered:
    """Words or lines whose order matters; an attribute of Language, split when it is first used."""

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, language: Language, owner: type) -> tuple[str, ...]:
        text = language.entries.get(self.name, "")
        words = language.__dict__[self.name] = tuple(text.splitlines() if self.lines else text.split())
        return words


class Fact:
    """A property that a language has or not; an attribute of Language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, language: Language, owner: type) -> bool:
        return language.entries.get(self.name) == "true"


class Language:
    """The data of one language.

    Attributes:
        code: its two letters.
        entries: the texts of its file by key.
    """

    def __init__(self, code: str, entries: dict[str, str]) -> None:
        self.code = code
        self.entries = entries

    quotation_marks = Ordered()
    """Pairs of an opening and a closing mark, the usual one first; the same mark twice where it opens and closes."""
    guillemets_are_spaced = Fact()
    """« and » keep a space on their inner side."""
    nested_marks_are_same = Fact()
    """A quotation inside another one may keep its marks: „Ji skaitė „Anykščių šilelį“.“"""
    may_omit_subject = Fact()
    """A verb needs no subject: Spanish “dijo.” is “he said.”"""
    speaker_before_verb = Fact()
    """Behind a quotation the speaker often stands before the verb: “It is late,” the mayor said."""
    commas_stand_inside = Fact()
    """The comma behind a quotation stands before its closing mark: “It is late,” she said."""
    tags_stand_inside = Fact()
    """“, she said” may stand between the marks: « Il est tard, dit-elle, et il pleut. »"""
    tags_take_a_dash = Fact()
    """A dash always parts a quotation from the attribution behind it: «Поздно», — сказал он."""
    has_dashes_in_speech = Fact()
    """In dialogue, a dash and not a comma parts a speech from the attribution behind it: — Não sei — disse ela."""
    commas_stand_outside = Fact()
    """The comma behind a quotation never stands before its closing mark: „Es ist spät“, sagte sie."""
    genitives_end_in_s = Fact()
    """A name takes an s, without an apostrophe: Anna Dellwoods Bericht."""
    surnames_lead = Fact()
    """Whether the surname stands before the first name."""
    surnames_decline = Fact()
    """Surnames take endings: Kowalska, Kowalską."""

    form_words = Words()
    """Words in the title or heading of what is to be filled in, or explains words: template, glossary."""
    naming_words = Words()
    """Words before what a text speaks of instead of using it, in lower case: the word, called, type."""
    explaining_words = Words(lines=True)
    """Words behind it, in lower case: stands for, means."""
    closed_words = Words()
    """Small words of two parts that have no hyphen today: without, something."""
    page_topics = Words()
    """Words of articles about what pages and mails say, in lower case: newsletter, phish*; * stands for any ending."""
    damage_topics = Words()
    """Words of articles about misread and misspelt text: scan*, typo, encoding."""
    mistake_words = Words()
    """Words of articles about mistakes, which others use, too: error*, wrong, dictionary."""
    sign_words = Words()
    """Words of sentences about signs and spelling, in lower case: comma, ligature*, sic."""
    specimen_words = Words()
    """Words of texts that show writing as it was written, or what is typed: verse, dialect*, file*."""
    writing_words = Words()
    """Words of sentences that tell what somebody wrote, or what a work or a firm is named: letter, titled, song*."""
    display_words = Words()
    """Words for what is read on things, and for slips, in lower case: sign, headline*, misprint*, reads."""
    stop_words = Words()
    """The commonest words, by which the language is told; a file without them is of a language that is not told."""
    own_letters = Words()
    """Letters that tell the language from others that share its script and its small words: ы in Russian."""
    kin_letters = Words()
    """Letters by which those others are told: і in Ukrainian. A text with more of them is in none of the language."""
    pronouns = Words()
    """Pronouns of the third person that may be somebody who speaks."""
    first_person = Words()
    """Words by which a sentence is somebody's who speaks of himself: I, our."""
    second_person = Words()
    """Words by which a sentence speaks to somebody, in lower case: you, your."""
    reply_words = Words()
    """Words that begin what somebody answers, in lower case: no, well."""
    determiners = Words()
    """Articles and possessives that stand before a role: the mayor, his lawyer."""
    leading_articles = Words()
    """Those of the determiners that never stand alone: what they belong to must follow."""
    abbreviations = Words()
    """Abbreviations whose full stop ends no sentence, in lower case, without it."""
    clipped_nouns = Words()
    """Shortened nouns that some write with a full stop: tech. giants."""
    state_abbreviations = Words()
    """The same of states, which may be words as well: Miss., Ore."""
    question_starts = Words()
    """Words that begin a question, or may stand before it."""
    command_words = Words()
    """Names of programs, and words for typing them, behind which a dot may be a folder: git add . and so on."""
    marks_named_by = Words()
    """Words right before a mark, or the key with it, that is named instead of used: press, Taste."""
    never_before_a_mark = Words()
    """Articles, prepositions and conjunctions that nothing but a missing word parts from a mark."""
    never_last = Words()
    """Words that no sentence ends in, not even an elliptic one: “und”, “aux”, “att”."""
    never_prefixes = Words()
    """Small words that make no longer word with the next one: where they stand close up, a space is missing."""
    final_modals = Words()
    """Modal verbs before which an infinitive stands where they end a sentence: dat hij komen zal."""
    suspending_words = Words()
    """Words behind a hyphen that stands for a second half: pre- and post-war."""
    prefixes = Words()
    """What many styles join to a word with a hyphen of its own."""
    word_endings = Words()
    """How long words end behind a line's hyphen, in a language in which many words have a hyphen of their own."""
    words_for_names = Words()
    """Words behind how a group of names begins: ng- attributes, a data- prefix."""
    scanner_lookalikes = Words()
    """Words and abbreviations that look like a scanner's slip for a common word: class, corno, tornado."""
    taking_up_phrases = Words(lines=True)
    """Phrases, in lower case, by which a paragraph begins that says what its heading is: that is, so reads."""
    twice_words = Words()
    """Words by which a text says that it says something twice."""
    dialect_words = Words()
    """Common words of dialects and of the language's other written form, which the written language has not."""
    accented_letters = Words()
    """The small letters beyond a to z that its own words have; those of foreign names are not among them."""
    split_words = Words()
    """Common words with œ or ĳ (written ij), one sign in many fonts, that a PDF file may lose: sœur, rijden."""
    ligature_words = Words()
    """How common words begin that have an f inside, where a PDF's font may have a ligature: signifik, oferty."""
    whole_ligature_words = Words()
    """Whole words with such an f that leave two pieces of which one is hardly a word: affaire, officina."""
    clipped_words = Words()
    """Words, in lower case, that an apostrophe begins: ’em, ’til."""
    may_repeat = Words()
    """Words that grammar or emphasis puts twice in a row: had had, very very."""
    particle_verbs = Words()
    """Words behind which “in” or “on” may be a particle, and a second one follow: “came in in May”."""
    weightless_words = Words()
    """Words, besides the stop words, that two sentences share by chance."""
    expansions = Words(lines=True)
    """A short or variant form and, behind it, the words that it stands for in comparisons: can't can not."""

    saying_verbs = Words()
    """Forms of “say” that mean nothing without what is said: said, says."""
    adding_verbs = Words()
    """Forms of “add”: what was said goes on."""
    telling_verbs = Words()
    """Forms of “tell”: whom somebody speaks to follows."""
    tag_verbs = Words("saying_verbs", "adding_verbs", "telling_verbs")
    """Finite forms that stand beside a quotation with its speaker: “It is late,” she said. Takes in those above."""
    reporting_verbs = Words("tag_verbs")
    """All forms of verbs that report speech or thought. Takes in those above."""
    verb_auxiliaries = Words()
    """Auxiliaries before the participles among the tag verbs: a déclaré, ha detto, hat gesagt."""
    manner_words = Words()
    """Words behind a verb of saying that tell how somebody spoke, and are no speaker: lachend, happily."""
    manner_verbs = Words()
    """Finite verbs of how somebody speaks that stand as a second verb of saying does: laughs, lacht."""
    crediting_words = Words()
    """Prepositions before somebody whose words something is: laut, selon."""
    credit_phrases = Words(lines=True)
    """Phrases that do so, in lower case: according to, nach Angaben."""
    credit_postpositions = Words()
    """Words that do so behind the source: szerint."""
    finite_auxiliaries = Words()
    """Finite forms that may stand right behind an adverbial at the start of a sentence: wurden, är."""
    tag_prepositions = Words()
    """Prepositions that may stand behind a verb of saying and its speaker: said in, sagte beim."""
    trailing_phrases = Words(lines=True)
    """What goes on behind an attribution and is none itself, in lower case: before adding."""
    tag_participles = Words()
    """Forms that stand beside a quotation without a speaker: “It is late,” she began, adding “Go home.”"""
    retelling_verbs = Words()
    """Finite forms of a sentence between two quotations that retells what was said. Few, since “It recalls the law of
    1780” may as well be a sentence of the quotation itself.
    """
    comment_verbs = Words()
    """What a page writes between a reader's name and the colon before the reader's comment: “Rower says:”."""
    source_verbs = Words()
    """Verbs by which a sentence shows that somebody else vouches for it."""
    source_words = Words()
    """Words by which a sentence names its source: laut, selon."""
    plain_source_verbs = Words()
    """Those that do so even for the sentence beside."""
    no_speakers = Words()
    """Words that begin a sentence, in lower case, and are no speaker's name."""

    honorifics = Words()
    """Words before a surname, without a full stop: Mr, Frau."""
    honorifics_of_women = Words()
    """Words before a woman's surname alone, in whatever capitals they are written there: Mrs, señora."""
    honorifics_of_men = Words()
    """The same before a man's: Mr, señor."""
    initial_honorifics = Words()
    """Honorifics that are a letter with a full stop, in capitals: M. Dupin."""
    roles = Words()
    """Words that stand before a name and are no part of it: President, Sprecherin."""
    salutations = Words()
    """Words that begin a letter, before the name of somebody, in lower case: dear, liebe."""
    given_titles = Words()
    """Words in lower case that stand before a first name: dona, Tante; a surname may be left out behind them."""
    surname_cases = Ordered(lines=True)
    """How surnames end in the first case and, behind =, in others, the first line that fits: ek = ka kovi kem; - stands
    for any other ending, to which the cases are added.
    """
    role_endings = Words()
    """How compound words for roles end: -meisterin, -voorzitter."""
    name_particles = Words()
    """Small words inside names: van, de, bin."""
    particle_articles = Words()
    """Of these, the articles: behind a whole name they rather begin what the sentence goes on with (“hat Anna Dell den
    Markt eröffnet”).
    """
    epithets = Words()
    """What follows an article in a name: der Ältere, le Jeune."""
    name_suffixes = Words()
    """What stands behind a name: Jr, MP."""
    spelling_words = Words()
    """Words of sentences that speak of how a name is spelled: misspelled, Schreibweise."""
    unrelated_phrases = Words(lines=True)
    """Phrases, in lower case, by which a text says that two people of like names are two, or a name no mistake."""
    spouse_words = Words()
    """Words for a wife and a husband."""
    spelling_verbs = Words()
    """Forms, in lower case, by which a sentence tells how somebody writes a name in marks: writes, spelt."""
    spelled_phrases = Words(lines=True)
    """Phrases, in lower case, right before a name whose spelling the text tells: spells it, schreibt sich."""
    instead_phrases = Words(lines=True)
    """Phrases, in lower case, between two names of which a text tells that one is meant for the other: instead of."""
    kin = Words()
    """Words that tell of relatives, who share a surname."""
    name_meanings = Ordered(lines=True)
    """Words that are also names and mean the same, a group in each line, in lower case: machines that reword a text
    put one for the other.
    """
    wrong_senses = Ordered(lines=True)
    """Phrases that a program puts for another sense of a word, and behind = words beside which they are wrong; without
    any they are wrong anywhere: financial institution = river.
    """
    word_forenames = Words()
    """Given names that are words as well, so that machines which reword a text exchange them: Grâce, Clemente."""
    compound_heads = Words()
    """Second halves of the names of places, buildings and prizes that are one word: -brücke, -bron, in lower case."""
    name_inflections = Words()
    """Endings of adjectives inside names: Goldener Adler, im Goldenen Adler."""
    peoples = Words()
    """Names of peoples, faiths and parties, and of places that are a letter from a surname."""
    body_heads = Words()
    """Words that make a run of capitalised words the name of a body: Agency, Verein."""
    place_heads = Words()
    """Words that make a run of capitalised words a place, a law or an event: Street, Treaty."""
    thing_words = Words()
    """Nouns, in lower case, behind which the name of a thing stands: quai des Indes, editorial Cuatro Esquinas."""
    kind_words = Ordered(lines=True)
    """Words that say what kind of thing a name names, in lower case, a group in each line of those that writers put for
    one another: prize, award.
    """

    months = Ordered(lines=True)
    """The names of a month in each line, in full and abbreviated without a full stop, as they are written."""
    weekdays = Ordered(lines=True)
    """The same of the days from Monday."""
    months_lead = Fact()
    """A day follows the month: Hungarian “február 30.”"""
    festivals = Words()
    """Names of days and seasons other than months and weekdays: Christmas."""
    source_keys = Words()
    """Keys of front matter that name the publication or page that an article comes from."""
    before_months = Words()
    """Words before the name of a month that is surely one: in May."""
    before_years = Words()
    """Words before a number that is surely a year."""
    before_numbers = Words()
    """Words before a number that is no year: page, bus, nearly."""
    page_words = Words()
    """Words before a page's number, without their full stop: page, p, pp."""
    issue_words = Words()
    """Words before the number of an issue or a volume, without their full stop: no, vol, issue."""
    irregular_pasts = Words()
    """Past tenses that do not end in -ed: fought, sold."""
    deeds = Words()
    """Verbs, in the past, of what somebody must have told a reporter."""
    one_time_verbs = Words()
    """Verbs, in the past, of what happens only once: born, founded."""
    numbers = Ordered(lines=True)
    """A number in each line, and the words for it: 2 two."""
    scale_words = Words()
    """Words for thousands, millions and billions behind a number, without their full stop: million, mio."""
    currency_words = Words()
    """Names of currencies behind a number."""
    halves = Words(lines=True)
    """Two plurals in each line that together are all: men women."""
    of_which_phrases = Words(lines=True)
    """Phrases between a number and those of its parts, in lower case: of whom."""
    including_phrases = Words(lines=True)
    """The same before some of the parts only: including."""
    total_phrases = Words(lines=True)
    """Phrases beside a sum, in lower case: in all."""
    out_of_phrases = Words(lines=True)
    """Phrases between a part and the whole that it is taken from, in lower case: of the."""
    ordinals = Ordered(lines=True)
    """The same of which anniversary it is: 50 fiftieth."""
    generic_nouns = Words()
    """Nouns for many kinds of things, as they stand behind a number: vehicles, people."""
    casualty_words = Words()
    """How words begin that tell of people who were hurt, where they stand behind a number: injured, verletzt."""
    casualty_signs = Words()
    """How words begin that tell so elsewhere in a sentence, besides those: hospital, rauchvergiftung."""
    measure_nouns = Words()
    """Units that are neither time nor money, and what scores count: metres, points."""
    remaining_words = Words()
    """Adjectives that say which of several are meant: remaining, other, first."""
    low_ordinals = Ordered(lines=True)
    """The ordinals from 2 to 20, as they stand before the word for an edition: 14 fourteenth."""
    anniversary_nouns = Words()
    """Words for an anniversary."""
    year_units = Words()
    """Forms of “year” behind a number."""
    month_units = Words()
    """Forms of “month” behind a number."""
    week_units = Words()
    """Forms of “week” behind a number."""
    day_units = Words()
    """Forms of “day” behind a number."""
    after_words = Words()
    """Words for “after” behind a span of time: two years after."""
    before_words = Words()
    """The same for “before”."""
    sooner_words = Words()
    """Words for a time before: two years earlier."""
    compared_words = Words()
    """Words beside an amount that was meant, guessed or told of another time: the target, the previous."""
    later_words = Words()
    """The same for “later”."""
    birth_words = Words()
    """Forms of “born”."""
    age_phrases = Words(lines=True)
    """The age at which something happens, with # for the number: at the age of #."""
    birth_phrases = Words(lines=True)
    """Phrases that tell of a birth, besides the birth words, in lower case: came into the world."""
    since_then = Words(lines=True)
    """What follows a number of years that counts from the date before, in lower case: since then."""
    comeback_words = Words()
    """Words by which a sentence tells that something is there again: returned, again, reopens."""
    existence_nouns = Words()
    """Nouns for how long a thing exists, behind a number of years: life, history."""
    year_adjectives = Words()
    """Adjectives that a number of years is joined to: jährig."""
    passing_phrases = Words(lines=True)
    """Words and phrases that tell of a death, besides the death words, in lower case: passed away, dies."""
    death_ages = Words(lines=True)
    """The age of the dead in the sentence that tells of the death, in lower case, with # for the number: at #."""
    nth_years = Words(lines=True)
    """The year of life in which somebody dies, which is one more than the age: in his #th year."""
    told_ages = Words(lines=True)
    """How a sentence that says no more tells somebody's age, behind its subject: was #."""
    opening_ages = Words(lines=True)
    """How a sentence begins that tells what somebody did at an age: at #."""
    unreal_forms = Words(lines=True)
    """Words by which a clause tells what would have been: would have."""
    possessives = Words()
    """Words by which something is somebody's: his, her."""
    present_ages = Words(lines=True)
    """The age of somebody today: is #."""
    own_ages = Words(lines=True)
    """How somebody tells the own age, in lower case: i am #."""
    now_words = Words()
    """Words by which a span of time lasts until now: now, already."""
    today_words = Words(lines=True)
    """Words for “today” before an age, besides `now_words`: aujourd'hui."""
    entry_ages = Words(lines=True)
    """The age at which somebody began, with # for the number: at #, as a boy of #."""
    ongoing_words = Words()
    """Words before a number of years that last until now, besides those for “since”: been."""
    negations = Words()
    """Words by which a clause says that something is not so."""
    therefore_words = Words()
    """Words by which what follows is reckoned from what stands before: so, thus."""
    this_year = Words(lines=True)
    """Phrases for the year of the article, which may be named behind them: this year, 2024."""
    child_words = Words()
    """Those of the kin that somebody is said to be: the daughter of a smith."""
    own_words = Words()
    """Words before what belongs to the subject: its anniversary."""
    past_forms = Words()
    """Forms by which a clause, beside beginning and ending verbs, tells of the past; "-ade" stands for an ending."""
    deed_participles = Words()
    """Participles of what is done once and leaves no state, which beside a day tell of the past: signed, elected."""
    plan_forms = Words()
    """Forms of plans and possibilities, of infinitives and the future, and words before a limit: soll, -ra, until."""
    future_forms = Words()
    """Finite forms that tell of what is to come: wird, -ront."""
    hearsay_forms = Words()
    """Forms by which the same tell of what is said to have happened: soll … haben."""
    future_marks = Words()
    """Words that only the verb of a main clause in the future is, as they are written: will, zal, abrirá."""
    happenings = Words(lines=True)
    """Verbs of what happens once and is over, in the past: took place, was held."""
    past_times = Words(lines=True)
    """Words for a time that is past, with # for a day of the week: yesterday, last #."""
    coming_times = Words(lines=True)
    """The same for a time to come: tomorrow, next #."""
    next_words = Words()
    """Words for the one that comes: next."""
    fixed_days = Ordered(lines=True)
    """A month and a day in each line, and in lower case a name that this day has every year: 12-24 christmas eve."""
    moving_days = Ordered(lines=True)
    """Days that move with Easter: how many days after it, below zero before it, and a name: -2 good friday."""
    before_dates = Words()
    """Words that may stand directly before the day on which something happens."""
    beginning_verbs = Words()
    """Verbs, in the past, of what begins something: built, founded, opened."""
    ending_verbs = Words()
    """Verbs, in the past, of what can only happen later to what has begun: closed, restored, died."""
    foundings = Words()
    """Participles and verbs by which something or somebody comes into being, before which it does nothing: founded,
    born."""
    stages = Ordered(lines=True)
    """The stages of a thing, in their order, a line each with its participles: planned; built; opened; closed."""
    since_words = Words()
    """Words for “since” before a year."""
    rising_words = Words()
    """Words that say that a number becomes larger or is: rose, increase, up."""
    falling_words = Words()
    """Words that say that a number becomes smaller or is: fell, decrease, down."""
    headline_parts = Words()
    """What headlines count of the article itself, in lower case: 5 things to know, fünf Gründe."""
    year_leads = Words()
    """Words that may stand directly before the year in which something happens."""
    belonging_words = Words()
    """Words before the year that something is of: a house of 1911."""
    bare_years = Fact()
    """A year in which something happens needs no word before it."""
    works = Words()
    """Nouns of what is built or done before something opens: construction."""
    completions = Words()
    """Words of what is then completed: opened, finished."""
    agents = Words()
    """Words before who founds or builds something, of whom a pronoun behind it may tell: by."""
    same_subject = Words()
    """Pronouns by which a sentence goes on with the subject of the one before."""
    ending_nouns = Words()
    """Nouns of an end, behind “until”: death, closure."""
    until_words = Words()
    """Words for “until”."""
    lived_words = Words()
    """Verbs with which an obituary tells an age: hon blev 81 år."""
    demolition_words = Words()
    """Participles and verbs for what is pulled down, and cannot be used again."""
    genitive_articles = Words()
    """Articles that say by themselves whose something is: die Gründung des Vereins."""
    reflexives = Words()
    """Words by which an active verb is passive: se inauguró."""
    people_have_own_pronouns = Fact()
    """Whether “he” and “she” are said of people only, and never of a tower."""
    nouns_lead = Fact()
    """A noun stands before its adjectives: the house old."""
    nouns_have_capitals = Fact()
    """Every noun is written with a capital."""
    verb_may_lead = Fact()
    """The verb stands before its subject behind a date: 1959 won de club."""
    definite_articles = Words()
    """Forms of “the” before a subject; empty in a language whose nouns have it as an ending, or that has none."""
    prepositions = Words()
    """Words before what is no subject: of, at, in."""
    place_words = Words()
    """Those of them that stand before the place of what happens, also with an article in them: at, im, nella."""
    earlier_words = Words()
    """Words by which a clause shows that it tells of the time before a beginning: predecessor, plans."""
    round_lengths = Words(lines=True)
    """Phrases for a round number of years, in lower case, with the number before them: 25 a quarter of a century."""
    weddings = Words(lines=True)
    """Names of wedding anniversaries, in lower case, with their number of years before them: 50 golden wedding."""
    beginning_phrases = Words(lines=True)
    """Phrases, besides the beginning verbs, that tell of a beginning or a marriage: opened its doors, tied the knot."""
    feast_words = Words()
    """Forms of “celebrates”, before the number of years that something exists."""
    feast_presents = Words()
    """Those of them that are in the present or future."""
    jubilees = Ordered(lines=True)
    """A number of years in each line, and words for its anniversary: 100 centenary."""
    long_units = Ordered(lines=True)
    """A number of years in each line, and the words for so many: 10 decade decades."""
    old_words = Words()
    """Forms of “old”, behind a number of years."""
    lasting_words = Words()
    """Words before or behind a number of years which say that they last until now: seit 57 Jahren, 57 jaar bestaat."""
    length_leads = Words()
    """Forms of “these”, before the years that an article has told of."""
    lasting_verbs = Words()
    """Forms of “lasts”, before “until”."""
    more_or_less = Words()
    """Comparatives behind a span: longer, more."""
    purpose_words = Words()
    """Words behind a span that say for what it was needed: to."""
    ought_words = Words()
    """Verbs, in the present, of what is to be: must, can."""
    waiting_words = Words()
    """Words for waiting: wait, drought."""
    taking_verbs = Words()
    """Verbs that tell how long work takes: took."""
    work_nouns = Words()
    """Nouns for work that takes its time: work, project, repairs."""
    finishing_verbs = Words()
    """Words for what is finished: ended, completed."""
    relatives = Words()
    """Forms of “who”."""
    free_relatives = Words(lines=True)
    """What begins a clause that is the subject of the next: those who, whoever, what."""
    wedding_words = Words()
    """Nouns and forms of what is no founding but a marriage: wedding, golden."""
    marriage_states = Words()
    """Words by which a sentence tells how long a marriage lasted: married, marriage."""
    marriage_words = Words()
    """Forms of “married”."""
    delivery_words = Words()
    """Verbs of how a thing comes into use: delivered, planted."""
    then_words = Words()
    """Forms of “then”, at the beginning of a sentence."""
    speakers_words = Words()
    """Forms of “my” and “our”, before a plural."""
    yesterdays = Ordered(lines=True)
    """Words for days near today, each in a line behind how far they are: -1 yesterday."""
    near_years = Ordered(lines=True)
    """The same of years: -1 last year."""
    origin_words = Words()
    """Forms of “from” between a thing and the year that it was made in."""
    reaching_words = Words()
    """Verbs before the age that somebody reaches: turned, cumplió."""
    has_words = Words()
    """Forms of “has”, before a participle."""
    had_words = Words()
    """Forms of “had”, by which a clause does the same."""
    door_words = Words()
    """Doors, as in “opened its doors”."""
    which_ones = Words()
    """Adjectives before a noun that tell it from another of its kind: old, new, first."""
    bodies = Words()
    """Nouns that stand for a firm whose name is known: company."""
    when_words = Words()
    """Words behind a date by which a clause tells what was so then: when."""
    death_words = Words()
    """Forms of “died”."""
    passives = Words()
    """Auxiliaries of the passive, and of what somebody or something was."""
    first_words = Words()
    """Forms of “first”."""
    last_words = Words()
    """Forms of “last”."""
    founding_nouns = Words()
    """Nouns of how something comes into being: foundation."""
    opening_nouns = Words()
    """Nouns of how something opens: opening, launch."""
    closing_nouns = Words()
    """Nouns of how something closes or is pulled down."""
    closing_verbs = Words()
    """Verbs, in the present, the infinitive and of states, of what closes: closes, shut, geschlossen."""
    from_words = Words()
    """Words before the day from which something is closed."""
    leaving_verbs = Words()
    """Verbs, in the past, of those who leave a place, and of what runs for the last time: left, departed."""
    returning_words = Words()
    """Words by which what was gone is there again: returned, new, again."""
    revising_verbs = Words()
    """Verbs, in the past, of how a text that is published is changed: updated, rewrote."""
    buying_verbs = Words()
    """Verbs, in the past, by which somebody gets a building: bought, leased."""
    financing_words = Words()
    """Nouns for what comes before a building stands: a loan, the foundation stone."""
    planting_verbs = Words()
    """Verbs, in the past, by which fields and gardens begin: planted."""
    opening_verbs = Words()
    """Verbs, in the past, by which a place opens: opened, inaugurated, unveiled."""
    building_nouns = Words()
    """Nouns for whatever was built, bought or opened: the building, the premises."""
    visit_nouns = Words()
    """Nouns for what happens in a place, and for who comes, only after it has opened: a sale, guests, a harvest."""
    workplaces = Words()
    """Nouns for where a firm works, and for the firm: workshop, bakery; in the north with their article."""
    we_words = Words()
    """Words by which a firm or a club speaks of itself: we."""
    taking_up_verbs = Words()
    """Verbs, in the past, by which somebody begins what they do from then on: joined, took over, moved."""
    there_words = Words()
    """Words for the place, or for the time, that a text has told of: there, ever."""
    same_ones = Words()
    """Forms of “same”, before a plural: those same volunteers."""
    every_words = Words()
    """Forms of “every”, before a year or a season."""
    object_pronouns = Words()
    """Pronouns of what somebody does something to, where a verb needs them: it, them."""
    that_time_words = Words()
    """Words for “at that time”, beside the age of something: then, damals."""
    aged_words = Words()
    """Words that show an age beside a number of years: had, avait, tenía."""
    lasting_leads = Words()
    """Words beside a number of years that something lasted: for, lang."""
    birthday_nouns = Words()
    """Nouns for a birthday."""
    beginning_presents = Words()
    """Verbs, in the present and future, of what is to begin: starts."""
    linking_words = Words()
    """Words between “after” and its noun: después de."""
    the_year_words = Words()
    """Forms of “the year”, where they are one word."""
    ago_words = Words()
    """Words behind a span of time before today: ago."""
    ago_leads = Words(lines=True)
    """Words before one: vor, il y a."""
    time_adverbs = Words()
    """Adverbs without weight beside a date: already, officially."""
    some_words = Words()
    """Words for an unknown number: some, several."""
    subclause_words = Words()
    """Words that begin a clause which needs another one: when, because, if."""
    clause_links = Words()
    """Words that begin a further clause with the same subject: and, then."""
    unmistakable_links = Words()
    """Words that join clauses or sentences, and that mean nothing else: however, sowie. A text in another language that
    has one was not translated well."""
    looking_back = Words()
    """Words by which a clause turns to what was before, or to something else: after, had, which."""

    note_labels = Words()
    """Words, in lower case, that a note begins with which was added to an article later: “Update, Aug. 4: …”."""
    fault_phrases = Words(lines=True)
    """Phrases, in lower case, by which a text says that a date in it is mistaken or does not exist."""
    summary_phrases = Words(lines=True)
    """Phrases, in lower case, with which a program rounds off what it summarizes: in conclusion, a testament to."""

    request_phrases = Words(lines=True)
    """Phrases, in lower case, by which whoever writes to order speaks of the order: as you asked, your notes."""
    editing_haves = Words(lines=True)
    """What stands before the participle by which somebody tells what they did to a text: i've, ich habe."""
    edited_words = Words()
    """Those participles: trimmed, gekürzt."""
    edits = Words(lines=True)
    """Forms that say the same by themselves: mantive, en conservant."""
    text_parts = Words()
    """Nouns of what a text consists of, in lower case; * stands for any ending: headline*, tone."""
    text_sources = Words()
    """Nouns of what such a writer was given, in lower case: notes, draft."""
    text_names = Words(lines=True)
    """What such a writer calls the text: this version, the piece below."""
    text_deeds = Words()
    """What such a text does: keeps, drops."""
    offer_phrases = Words(lines=True)
    """What such a writer begins an offer with, in lower case: I can also, shall I."""
    wish_phrases = Words(lines=True)
    """What may lead up to an offer, but also to anything else that a reader may wish: if you want."""
    offered_forms = Words()
    """What such a writer offers: a shorter version, a headline, another tone."""
    text_units = Words()
    """What such a writer counts a text in: words, characters."""
    note_verbs = Words()
    """What a note to the desk asks for, as it is asked there, in lower case: add, blur, nachtragen."""
    note_nouns = Words()
    """What such a note speaks of: parts of a page, the layout, those who work on it: caption, cols, client."""
    note_limits = Words(lines=True)
    """What it says of time and space, and of what is not there yet: if tight, still to come."""
    picture_words = Words()
    """What a numbered picture is called in such a note, in lower case: pic, zdj."""
    i_words = Words()
    """Forms of “I” and “my”."""

    summary_nouns = Words()
    """Nouns for a summary, in lower case; * stands for any ending: summar*."""
    machine_phrases = Words(lines=True)
    """Words for the machine that made it, and for how: ai, automatically."""
    above_phrases = Words(lines=True)
    """Words for the place above a line: above, at the top."""

    closing_lines = Words(lines=True)
    """How lines begin that close an article or stand below it, in lower case, without punctuation, 0 for a number.

    Three dots: the line may go on; without them it says no more than this. Whoever changes them trains the tables of
    boilerplate anew (see CONTRIBUTING).
    """
    reference_headings = Words(lines=True)
    """Headings of an article's own lists of what it rests on, in lower case."""


@cache
def languages() -> dict[str, Language]:
    """Return every language that has a file, by its code."""
    return {code: Language(code, entries) for code, entries in _entries().items()}


@cache
def language_data(code: str | None) -> Language:
    """Return the language with a two-letter code. A language without a file, or an unknown one, is empty."""
    return languages().get(code or "", Language(code or "", {}))


def speech_of(code: str | None) -> Language:
    """Return the language with a two-letter code, if its verbs of saying are known; else English."""
    named = language_data(code)
    return named if named.tag_verbs else language_data("en")


def speech_in(code: str | None, spellings: frozenset[str]) -> Language:
    """Return the language in which a text attributes what it quotes.

    That is its own, if it is known and has verbs of saying; else the language most of whose verbs are among the text's
    words, which are given as they are written, and English if there are none.
    """
    named = language_data(code)
    if named.tag_verbs:
        return named
    found = ((len(each.tag_verbs & spellings), each.code == "en", each) for each in languages().values())
    return max(found, key=lambda each: each[:2])[2] if spellings else language_data("en")


@cache
def in_all_languages(group: str) -> frozenset[str]:
    """Return the words of a group in every language."""
    return frozenset().union(*(getattr(each, group) for each in languages().values()))


@cache
def seldom_told() -> tuple[Language, ...]:
    """Return the languages that a text may be in whose language is not known.

    No text is known to be in those without common words; a short one may lack the letters by which others are told.
    """
    return tuple(each for each in languages().values() if not each.stop_words or each.own_letters)


def read_languages() -> dict[str, dict[str, str]]:
    """Return the texts of every language's file, by code and key.

    Raises:
        OSError, YamlError: a file cannot be read.
    """
    from copydesk.support.untrusted.safe_yaml import load_yaml

    files = sorted(_DATA.glob("*.yaml"))
    return {file.stem: load_yaml(file.read_text("utf-8"), as_written=True) for file in files}


def _entries() -> dict[str, dict[str, str]]:
    """Return the result of `read_languages`, which takes ten times as long."""
    return known("languages", read_languages)
