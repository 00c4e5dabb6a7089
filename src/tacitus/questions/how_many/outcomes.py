"""What became of the counted: read from the verb, noun or adjective that the grammar puts beside the number.

Looked for in this order: the word that governs the number, the word right after it (30 wounded), the words inside it (12 wounded
soldiers), the noun itself (44 deaths), and last what governs the first of a list that it stands in.
"""

from collections.abc import Iterator

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.asserted import Scene, asserted
from tacitus.questions.how_many.befell import Fate, acts, by_verb, participle, settled
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.harms import Harm, harm_of, state_of, state_word, toll_of
from tacitus.questions.how_many.phrase import Phrase
from tacitus.questions.how_many.reached import numbered, numbers_at
from tacitus.questions.how_many.stretches import fills, past_bracket, past_list

_OWNING = frozenset({"'", "'s"})
_RELATIVE = frozenset({"who", "that", "which"})
_PLACING = frozenset({"in", "at", "near", "around", "outside", "on"})


def fate_of(scene: Scene, phrase: Phrase) -> Fate | None:
    """What became of the counted, or None where the text does not say.

    Of a number that others are taken from ("two of the nine") only what the noun itself says.
    """
    own = Fate(phrase.unit.outcome, phrase.unit.id) if phrase.unit and phrase.unit.outcome else None
    if phrase.quantity.number in scene.divided:
        return _inside(scene, phrase) or own or _acl(scene, phrase, scene.reading.tokens[phrase.head])
    if _none_of(scene.reading, phrase):
        return Fate(None, "none-of")
    after = _after(scene, phrase)
    beside = scene.reading.tokens[phrase.last] if phrase.last < len(scene.reading.tokens) else None
    first = _before(scene, phrase, after) or (after if phrase.bare or (beside and beside.upos == "ADJ") else None)
    if first:
        return first
    tops = tuple(_tops(scene.reading, phrase))
    governed = next((fate for top in tops if (fate := _governed(scene, phrase, top))), None)
    if own and (own.outcome == "killed" or (own.outcome == "injured" and (not governed or governed.outcome != "killed"))):
        return own
    found = governed or after or _inside(scene, phrase) or own or _listed(scene, phrase, tops)
    return found or _among(scene, phrase) or _by_place(scene, phrase)


def _none_of(reading: Reading, phrase: Phrase) -> bool:
    """None of the 18 sailors was hurt."""
    words = [
        token.norm for token in reading.tokens[max(phrase.first - 3, 0) : phrase.first] if token.norm not in ("the", "its", "their")
    ]
    return words[-2:] in (["none", "of"], ["neither", "of"])


def _before(scene: Scene, phrase: Phrase, after: Fate | None) -> Fate | None:
    """A harm verb right before the number, whatever the parse hangs the number on: and wounded 11 others."""
    tokens, place = scene.reading.tokens, phrase.first - 1
    while place > 0 and tokens[place].norm in words_of("between-verb-and-number"):
        place -= 1
    if place < 0 or tokens[place].upos != "VERB" or tokens[place].sentence != tokens[phrase.first].sentence:
        return None
    verb = tokens[place]
    if after and verb.lemma in words_of("seen-as"):
        return None  # left 51 dead and 2,000 homeless
    passive = scene.reading.kids(verb.index, "aux:pass", "nsubj:pass")
    if passive or any(kid.index < phrase.first for kid in scene.reading.kids(verb.index, "obj")):
        return None
    return by_verb(scene, phrase, verb, "object")


def _tops(reading: Reading, phrase: Phrase) -> Iterator[Token]:
    """The words of the phrase that hang on a word outside it: the noun first, then the number."""
    inside = range(phrase.first, phrase.last)
    for place in dict.fromkeys((phrase.head, phrase.quantity.number, phrase.quantity.last - 1)):
        token = reading.tokens[place]
        if token.head not in inside:
            yield token


def _governed(scene: Scene, phrase: Phrase, top: Token) -> Fate | None:
    reading = scene.reading
    toll = next((row for word in reading.kids(top.index, "nsubj") if phrase.bare and (row := toll_of(reading, word))), None)
    if toll:
        return Fate(toll.outcome, toll.id)
    reached = _number_of(scene, phrase, top)
    if reached:
        return reached
    if top.head < 0:
        return _acl(scene, phrase, top) or _identified(scene, phrase, top) or _predicate(scene, phrase, top, top)
    head = reading.tokens[top.head]
    if top.relation in ("obj", "iobj") or _loose_object(reading, top) or _behind_verb(reading, top, head):
        seen = _predicate(scene, phrase, head, top) if head.lemma in words_of("seen-as") else None
        fate = by_verb(scene, phrase, head, "object") or seen or _included(scene, phrase, top, head)
    elif top.relation == "nsubj":
        fate = _subject(scene, phrase, top, head)
    elif top.relation == "nmod":
        fate = _nominal(scene, phrase, top, head) or _of_body(scene, phrase, top, head)
    elif top.relation in ("obl", "nummod", "dep", "xcomp", "ccomp", "appos"):
        fate = _toll(scene, phrase, top, head) or _included(scene, phrase, top, head) or _set_apart(scene, phrase, head)
    elif top.relation == "conj" and phrase.bare and head.upos == "VERB" and reading.kids(head.index, "obj"):
        fate = by_verb(scene, phrase, head, "object")  # killed 11 of the guards and 30 among the rebels
    else:
        fate = None
    return fate or _acl(scene, phrase, top)


def _number_of(scene: Scene, phrase: Phrase, top: Token) -> Fate | None:
    """The number of people killed has reached 231: the figure has the fate of those whose number it is."""
    if top.index >= phrase.quantity.last or not asserted(scene, scene.reading.tokens[max(top.head, 0)]):
        return None
    toll = next((row for word in numbers_at(scene.reading, top) if phrase.bare and (row := toll_of(scene.reading, word))), None)
    noun = numbered(scene.reading, top)
    if toll or noun is None:
        return Fate(toll.outcome, toll.id) if toll else None
    state = next((row for kid in scene.reading.kids(noun.index, "amod") if (row := state_of(scene.reading, kid, phrase))), None)
    return Fate(state.outcome, state.id) if state else _acl(scene, phrase, noun)


def _loose_object(reading: Reading, top: Token) -> bool:
    """An object that the parse took for an oblique: no preposition but a hedge stands before it."""
    cases = [case.norm for case in reading.kids(top.index, "case")]
    bare = not cases or all(case in ("around", "about", "over", "under", "nearly") for case in cases)
    return top.relation == "obl" and bare and not reading.kids(top.head, "obj")


def _behind_verb(reading: Reading, top: Token, verb: Token) -> bool:
    """An object that the parse took for a subject: it stands behind a verb without helpers that has none before it."""
    turned = top.relation == "nsubj" and verb.upos == "VERB" and verb.index < top.index and not reading.kids(verb.index, "aux")
    return turned and not any(kid.index < verb.index for kid in reading.kids(verb.index, "nsubj"))


def _subject(scene: Scene, phrase: Phrase, top: Token, head: Token) -> Fate | None:
    """The subject of a verb or predicate."""
    reading = scene.reading
    if head.index < top.index and head.lemma != "be":
        return None
    if _passive(reading, head, top):
        fate, later = by_verb(scene, phrase, head, "object"), _next_passive(scene, phrase, head)
        if later and (fate is None or (fate.outcome == "captured" and later.outcome == "killed")):
            return later
        if fate:
            return fate
    happened = by_verb(scene, phrase, head, "subject")
    return happened or _predicate(scene, phrase, head, top)


def _next_passive(scene: Scene, phrase: Phrase, head: Token) -> Fate | None:
    """Were pulled off a bus and shot dead: what the second of two passives says of their one subject."""
    for verb in scene.reading.kids(head.index, "conj"):
        own = scene.reading.kids(verb.index, "nsubj", "aux") or [
            kid for kid in scene.reading.kids(verb.index, "obj") if kid.upos != "ADJ"
        ]
        if verb.upos == "VERB" and participle(verb) and not own and not acts(scene.reading, verb):
            fate = by_verb(scene, phrase, verb, "object")
            if fate:
                return fate
    return None


def _passive(reading: Reading, verb: Token, subject: Token) -> bool:
    """Whether a verb's subject is what it was done to: were killed, or a headline's "12 killed"."""
    if subject.dep == "nsubj:pass" or reading.kids(verb.index, "aux:pass"):
        return True
    if reading.kids(verb.index, "obj") or not participle(verb) or acts(reading, verb):
        return False
    return not reading.kids(verb.index, "aux") and verb.index - subject.index <= 4


def _predicate(scene: Scene, phrase: Phrase, head: Token, top: Token) -> Fate | None:
    """What is said of the subject: are dead, were reported missing, were said to have died."""
    reading = scene.reading
    for word in (head, *reading.kids(head.index, "xcomp", "ccomp", "advcl", "obj", "amod", "acl", "conj")):
        if word.index in range(phrase.first, phrase.last) or (word is not head and reading.kids(word.index, "nsubj")):
            continue
        if word.relation == "conj" and any(token.upos == "NUM" for token in reading.tokens[head.index : word.index]):
            continue
        row = state_of(reading, word, phrase) if word.index > top.index else None
        if row and not reading.kids(word.index, "obj") and not acts(reading, word) and asserted(scene, word):
            return Fate(row.outcome, row.id)
        fate = by_verb(scene, phrase, word, "subject") if word is not head else None
        if fate is None and word is not head and reading.kids(word.index, "aux:pass"):
            fate = by_verb(scene, phrase, word, "object")
        if fate:
            return fate
    return None


def _acl(scene: Scene, phrase: Phrase, top: Token) -> Fate | None:
    """A clause on the noun: people killed in the raid, soldiers who died."""
    reading = scene.reading
    for clause in reading.kids(top.index, "acl"):
        subjects = reading.kids(clause.index, "nsubj")
        if clause.dep != "acl:relcl" and not subjects and clause.index > top.index:
            passive = participle(clause) and not reading.kids(clause.index, "obj") and not acts(reading, clause)
            fate = by_verb(scene, phrase, clause, "object") if passive else None
        elif clause.dep == "acl:relcl" and subjects and subjects[0].norm not in _RELATIVE and not reading.kids(clause.index, "obj"):
            fate = by_verb(scene, phrase, clause, "object")  # the girls it had abducted
        elif subjects and subjects[0].norm in _RELATIVE:
            passive = _passive(reading, clause, subjects[0])
            fate = (by_verb(scene, phrase, clause, "object") if passive else None) or by_verb(scene, phrase, clause, "subject")
        else:
            fate = None
        if fate:
            return fate
    return None


def _nominal(scene: Scene, phrase: Phrase, top: Token, head: Token) -> Fate | None:
    """The deaths of nine; a toll of 30; injuries to five."""
    reading = scene.reading
    cases = {case.norm for case in reading.kids(top.index, "case")}
    owned = bool(cases & _OWNING) and not phrase.bare and reading.kids(head.index, "nmod") == (top,)
    if owned or "of" in cases or "to" in cases:
        row = harm_of(reading, head, "noun", phrase) or (toll_of(reading, head) if phrase.bare or phrase.people else None)
        if row and asserted(scene, head):
            joined = (harm_of(reading, word, "noun", phrase) for word in reading.kids(head.index, "conj"))
            return settled(reading, head, [row, *(other for other in joined if other)])
    return _toll(scene, phrase, top, head)


def _of_body(scene: Scene, phrase: Phrase, top: Token, head: Token) -> Fate | None:
    """Killed a family of eight: the number of those who make up a body shares what came of it."""
    of = any(case.norm == "of" for case in scene.reading.kids(top.index, "case"))
    body = phrase.bare and of and head.lemma in words_of("bodies-of") and head.index == phrase.first - 2
    return _governed(scene, phrase, head) if body else None


def _toll(scene: Scene, phrase: Phrase, top: Token, head: Token) -> Fate | None:
    """The death toll rose to 91; bringing the toll to 91; the number of wounded is 30."""
    if not (phrase.bare or phrase.people) or (top.relation == "obl" and not scene.reading.kids(top.index, "case")):
        return None
    cases = {case.norm for case in scene.reading.kids(top.index, "case")}
    if cases and not cases & {"to", "at", "above", "past", "of", "over", "least", "around", "than", "beyond"}:
        return None
    if head.upos == "NUM" and head.head >= 0:  # from 36 to 53
        head = scene.reading.tokens[head.head]
    for word in (head, *scene.reading.kids(head.index, "nsubj", "obj")):
        row = toll_of(scene.reading, word)
        if row and word.index < top.index and asserted(scene, head):
            return Fate(row.outcome, row.id)
    return None


def _included(scene: Scene, phrase: Phrase, top: Token, head: Token) -> Fate | None:
    """The dead included 12 children: what is said of the subject holds for the object."""
    if head.lemma not in ("include", "be", "number", "comprise"):
        return None
    subjects = [word for word in scene.reading.kids(head.index, "nsubj") if word is not top]
    row = next((row for word in subjects if (row := state_of(scene.reading, word, phrase))), None)
    return Fate(row.outcome, row.id) if row else None


def _set_apart(scene: Scene, phrase: Phrase, head: Token) -> Fate | None:
    """The wounded, at least 18, were flown out: a figure set apart behind the noun of the harmed."""
    apart = phrase.first > 0 and scene.reading.tokens[phrase.first - 1].norm in (",", "(", "--")
    row = state_of(scene.reading, head, phrase) if phrase.bare and apart and head.index == phrase.first - 2 else None
    return Fate(row.outcome, row.id) if row else None


def _identified(scene: Scene, phrase: Phrase, top: Token) -> Fate | None:
    """The dead were two men: a noun that says who the dead are."""
    if not scene.reading.kids(top.index, "cop") or not asserted(scene, top):
        return None
    subjects = scene.reading.kids(top.index, "nsubj")
    row = next((row for word in subjects if word.index < top.index and (row := state_of(scene.reading, word, phrase))), None)
    return Fate(row.outcome, row.id) if row else None


def _after(scene: Scene, phrase: Phrase) -> Fate | None:
    """A state right after the number: 14 dead, 60 others wounded, three soldiers missing."""
    tokens, place = scene.reading.tokens, phrase.reach or phrase.last
    end = scene.reading.sentences[tokens[phrase.head].sentence].last
    place = past_bracket(scene.reading, place, end)
    while place < end and fills(tokens[place]):
        place += 1
    if phrase.bare and place < end and tokens[place].norm in (",", "including"):
        place = past_list(scene.reading, place, end)
    if place >= end or not state_word(tokens[place]):
        return None
    word = tokens[place]
    row = state_of(scene.reading, word, phrase)
    if row is None:
        return None
    acting = acts(scene.reading, word) or (scene.reading.kids(word.index, "obj") and row.id != "sustained-wounds")
    if acting or not asserted(scene, word):
        return None
    return Fate(None, "several-outcomes") if _doubled(scene, word, row, phrase) else Fate(row.outcome, row.id)


def _among(scene: Scene, phrase: Phrase) -> Fate | None:
    """Of the dead, 14 were women; among the wounded were two nurses."""
    tokens = scene.reading.tokens
    first = scene.reading.sentences[tokens[phrase.first].sentence].first
    for place in range(phrase.first - 1, first + 1, -1):
        head = tokens[place]
        if state_word(head) and tokens[place - 1].norm in ("the", "those") and tokens[place - 2].norm in ("of", "among", "amongst"):
            row = state_of(scene.reading, head, phrase)
            return Fate(row.outcome, row.id) if row else None
    return None


def _by_place(scene: Scene, phrase: Phrase) -> Fate | None:
    """Killed 12 in Kabul, nine in Herat and four in Kunduz: bare figures, each with its place, share the verb of the first."""
    tokens, at, end = scene.reading.tokens, phrase.first, phrase.last
    while phrase.bare and end + 1 < len(tokens) and tokens[end].norm in _PLACING and tokens[end + 1].upos == "PROPN":
        place = at - 1
        while place > 1 and (tokens[place].norm in (",", ";", "and", "the") or tokens[place].upos == "PROPN"):
            place -= 1
        figure = tokens[place - 1]
        if place < 2 or place == at - 1 or figure.upos != "NUM" or figure.sentence != tokens[phrase.first].sentence:
            return None
        fate = _governed(scene, phrase, figure)
        if fate or tokens[place].norm not in _PLACING:
            return fate
        at, end = figure.index, place
    return None


def _doubled(scene: Scene, word: Token, row: Harm, phrase: Phrase) -> bool:
    """20 dead and wounded: two states of one number."""
    after = [token for token in scene.reading.tokens[word.index + 1 : word.index + 5] if token.upos != "AUX"]
    if len(after) < 2 or after[0].norm not in ("and", "or") or not state_word(after[1]):
        return False
    second = state_of(scene.reading, after[1], phrase)
    return second is not None and second.outcome != row.outcome


def _inside(scene: Scene, phrase: Phrase) -> Fate | None:
    """A state between the number and its noun: 12 wounded soldiers."""
    for token in scene.reading.tokens[phrase.quantity.last : phrase.head]:
        row = state_of(scene.reading, token, phrase)
        if row and token.head in range(phrase.first, phrase.last):
            return Fate(row.outcome, row.id)
    return None


def _listed(scene: Scene, phrase: Phrase, tops: tuple[Token, ...]) -> Fate | None:
    """A later member of a list shares what governs the first: killed five soldiers, three policemen and two clerks."""
    for top in tops:
        for _ in range(6):
            if top.relation not in ("conj", "appos") or top.head < 0:
                break
            top = scene.reading.tokens[top.head]
            if top.upos in ("VERB", "AUX") or _clause_ends(scene.reading, top.index, phrase.first):
                break
            fate = _governed(scene, phrase, top)
            if fate:
                return None if fate.outcome == "captured" and _may_be_thing(phrase) else fate
    return None


def _may_be_thing(phrase: Phrase) -> bool:
    """A noun that no table knows, in a list of what was taken: things are taken as well as people."""
    return phrase.unit is None and not phrase.bare


def _clause_ends(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb stands between two members of a list: were killed and ten others, ..."""
    between = reading.tokens[start + 1 : end]
    return any(token.upos in ("VERB", "AUX") and token.relation not in ("acl", "amod", "case", "nmod") for token in between)
