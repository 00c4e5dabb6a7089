"""Who is a party to what happened: those who did it or had it done to them, armed actors, and who speaks for either."""

from collections.abc import Sequence

from tacitus.incidents.agreed.actors import Actors, folded
from tacitus.incidents.agreed.tables import speaks_as
from tacitus.model.entry import Entry, Named

_STATE = "state:"  # the key of all who speak for one state begins so


class Sides:
    """The parties among the actors of an incident. All who speak for one state that is a party are one voice."""

    def __init__(self, entries: Sequence[Entry], actors: Actors) -> None:
        self._actors = actors
        cast = [named for entry in entries for named in (*entry.agents, *entry.targets)]
        self._cast = {actors.key(named): named for named in cast if _can_be_party(named)}
        forces = [named for named in cast if speaks_as("state", named.kind) or named.kind == "coalition"]
        self._states = {named.country for named in forces if named.country}

    def voice_of(self, named: Named) -> str:
        """The key of the voice that a named speaker is: a party that he speaks for, his state where that is a party, or himself."""
        if self._state(named):
            return f"{_STATE}{named.country}"
        key = self._actors.key(named)
        return self._actors.spoken_for(named.name) or key if key == folded(named.name) else key

    def voice(self, key: str) -> str:
        """The key of the voice of an outlet: the party itself where it is one's own site."""
        member = self._cast.get(key)
        return self.voice_of(member) if member else key

    def why_party(self, key: str, named: Named | None) -> str | None:
        """Why the voice is a party, or None for one that is not."""
        voice = key.removeprefix("voice ")
        if voice.startswith(_STATE):
            return "speaks for a state whose forces take part"
        if voice in self._cast:
            return "did it or had it done to it, as the claims tell it"
        if named is not None:
            armed = speaks_as("party", named.kind)
            return armed or ("speaks for a party" if self._actors.spoken_for(named.name) in self._cast else None)
        return None

    def _state(self, named: Named) -> bool:
        return named.country in self._states and speaks_as("state", named.kind) is not None


def _can_be_party(named: Named) -> bool:
    return speaks_as("party", named.kind) is not None or speaks_as("state", named.kind) is not None
