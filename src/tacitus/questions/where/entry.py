"""A place on its way into a gazetteer, the one that ships or one of a person's own."""

from dataclasses import dataclass

from tacitus.measures.geometry import Ring
from tacitus.model.answers import Point


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as it goes into the gazetteer. `number` is a GeoNames id (0 where `id` is not one); `province` a row or -1."""

    id: str
    number: int
    name: str
    kind: str
    country: str
    point: Point
    people: int = 0
    names: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    postal: str | None = None
    ring: Ring = ()
    province: int = -1
