"""What a passport says: plain values, on their way into a seal and out of it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, repr=False)
class PassportData:
    """The data of a passport's main page. It has no repr: a log or a traceback tells nothing of it.

    `surname` is the primary identifier of ICAO Doc 9303: of somebody with a single name, that name. `nationality` is a
    country's code of two letters.
    """

    surname: str
    given_names: str
    number: str
    nationality: str
    born_on: date
    issued_on: date
    expires_on: date

    @property
    def name(self) -> str:
        """The name as the passport has it: «AKHMETOVA AIGUL»."""
        return f"{self.surname} {self.given_names}".strip()

    def as_json(self) -> dict[str, str]:
        """Return the values as they are sealed."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "PassportData":
        """Return the data of what was sealed."""
        days = {"born_on", "issued_on", "expires_on"}
        read: dict[str, Any] = {
            name: date.fromisoformat(value) if name in days else str(value) for name, value in values.items()
        }
        return cls(**read)
