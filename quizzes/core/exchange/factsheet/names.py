"""How a sheet names entities: by name, and by `name / kind` where a name could be two."""

from collections.abc import Iterable

from quizzes.core.library import Entity, EntityKey, EntityKind


class Names:
    """Every name that a sheet's entities and the library's go by, and whose it is."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._keys: dict[str, tuple[EntityKey, ...]] = {}
        for entity in entities:
            for name in entity.names:
                self._keys[name] = tuple(dict.fromkeys((*self.called(name), entity.key)))

    def called(self, name: str) -> tuple[EntityKey, ...]:
        """The entities that go by that name, of whatever kind."""
        return self._keys.get(name, ())

    def resolve(self, reference: str) -> EntityKey:
        """The one entity that is meant.

        Raises ValueError, with a message fit to show, where it is none or could be two.
        """
        found = self._of_kind(reference) or self.called(reference)
        if not found:
            raise ValueError(f"no entity is called “{reference}”")
        if len(found) > 1:
            choices = " or ".join(f"“{reference} / {key.kind}”" for key in found)
            raise ValueError(f"“{reference}” could be {len(found)} entities: write {choices}")
        return found[0]

    def refer(self, key: EntityKey) -> str:
        """The shortest reference that `resolve` takes for that entity alone."""
        plain = self._of_kind(key.name) or self.called(key.name)
        return key.name if plain == (key,) else str(key)

    def _of_kind(self, reference: str) -> tuple[EntityKey, ...]:
        name, _, kind = reference.rpartition(" / ")
        return tuple(key for key in self.called(name) if key.kind == kind)


def kind_and_subkind(value: str) -> tuple[EntityKind | None, str]:
    """`person / diplomat` taken apart; None where nobody knows such a kind."""
    kind, _, subkind = value.partition("/")
    try:
        return EntityKind(kind.strip()), subkind.strip()
    except ValueError:
        return None, subkind.strip()
