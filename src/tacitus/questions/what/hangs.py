"""What a word hangs on, where the parse hangs it on a neighbour."""

from tacitus.model.reading import Reading, Token


def first_joined(reading: Reading, token: Token) -> Token:
    """What a word hangs on; of a coordinated participle the nearest participle before it ("by making ... and destroying ...")."""
    above = reading.tokens[token.head]
    if _means_of_preventing(reading, token, above) or _trails(reading, token, above):
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
    """ "Shelling of the port": a gerund with an of-phrase is a noun, whatever the parse calls it."""
    after = reading.tokens[token.index + 1 : token.index + 2]
    return token.norm.endswith("ing") and any(word.norm == "of" for word in after) and not reading.kids(token.index, "aux")
