"""The police forces: how their files, their rows and their areas are named."""

from functools import cache

from wardmote import definitions


@definitions.definition
class PoliceForce:
    """One force that publishes to Police UK. `area` is empty for the railway police, who have no area of their own."""

    key: str  # "lancashire": the slug in file names, and the name of the force in the lake
    published: tuple[str, ...]  # as in "Reported by"; the present name first
    area: str = ""  # E23 or W15 code

    @property
    def name(self) -> str:
        return self.published[0]


@definitions.definition
class Forces:
    force: tuple[PoliceForce, ...]


@cache
def police_forces() -> tuple[PoliceForce, ...]:
    """Every force, in the order of their slugs."""
    return definitions.read("geography", "forces", Forces).force
