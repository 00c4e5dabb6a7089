"""What a word hangs on, where the parse hangs it on a neighbour."""

from tacitus.model.reading import Reading, Token


def first_joined(reading: Reading, token: Token) -> Token:
    """What a word hangs on; of a coordinated participle the nearest participle before it ("by making ... and destroying ...")."""
    above = reading.tokens[token.head]
    if _means_of_preventing(reading, token, above) or _trails(reading, token, above):
        return reading.tokens[above.head]
    if _past_beside_infinitive(reading, token, above):
        return reading.tokens[above.head]
    if token.relation == "conj" and token.norm.endswith("ing") and above.relation == "xcomp" and above.head >= 0:
        governing = reading.tokens[above.head]
        return governing if governing.norm.endswith("ing") and not above.norm.endswith("ing") else above
    if token.relation == "conj" and token.norm.endswith("ing") and above.norm.endswith("ing"):
        for place in range(token.index - 1, above.index, -1):
            other = reading.tokens[place]
            if other.upos == "VERB" and other.norm.endswith("ing") and reading.kids(place, "mark"):
                return other
    return above


def _past_beside_infinitive(reading: Reading, token: Token, above: Token) -> bool:
    """ "Forced thousands to flee and killed 800": a past form is joined to the verb above an infinitive."""
    past = token.relation == "conj" and token.upos == "VERB" and token.norm != token.lemma and not token.norm.endswith("ing")
    infinitive = above.norm == above.lemma and any(kid.norm == "to" for kid in reading.kids(above.index, "mark"))
    return past and infinitive and above.relation == "xcomp" and above.head >= 0


def _means_of_preventing(reading: Reading, token: Token, above: Token) -> bool:
    """ "Kept the convoy from entering by cutting roads": the means is that of the keeping, wherever the parse hangs it."""
    if token.relation != "advcl" or above.relation not in ("advcl", "xcomp") or above.head < 0 or token.index < above.index:
        return False
    by = any(kid.norm == "by" for kid in reading.kids(token.index, "mark", "case"))
    return by and any(kid.norm == "from" for kid in reading.kids(above.index, "mark", "case"))


def _trails(reading: Reading, token: Token, above: Token) -> bool:
    """ "Opened fire to disperse the crowd, killing two": what came of it hangs on the deed, not on its purpose."""
    bare = token.relation == "advcl" and token.norm.endswith("ing") and not reading.kids(token.index, "mark", "case")
    if not bare or above.relation != "advcl" or above.head < 0 or reading.tokens[token.index - 1].text != ",":
        return False
    return above.norm == above.lemma and any(kid.norm == "to" for kid in reading.kids(above.index, "mark"))


def nominal_gerund(reading: Reading, token: Token) -> bool:
    """ "Shelling of the port", "shelling killed nine": a gerund with such a phrase, or alone before its verb, is a noun."""
    after = reading.tokens[token.index + 1 : token.index + 2]
    subject = token.relation == "csubj" and not reading.kids(token.index, "obj", "xcomp", "ccomp")
    alone = subject and not reading.kids(token.index)
    placed = subject and any(word.norm in ("in", "between", "near", "around") for word in after)
    noun = placed or any(word.norm == "of" or (alone and word.index == token.head) for word in after)
    return token.norm.endswith("ing") and noun and not reading.kids(token.index, "aux")
