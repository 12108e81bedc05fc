"""Which reader a file needs: told by its content, never by its name."""

import json
import math
from typing import Any

from conference.core.imports import ImportRefusedError, parse_xml
from conference.programme.exchange import frab, submissions
from conference.programme.exchange.rows import ScheduleFile

_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"


def read_schedule(data: bytes) -> ScheduleFile:
    """Read a schedule in any format we know. Raises ImportRefusedError where nothing of it can be taken."""
    first = data[:200].lstrip(_BEFORE)[:1]
    if first == b"<":
        schedule = frab.read_xml(parse_xml(data))
    elif first == b"{":
        try:
            schedule = _read_json(data)
        except RecursionError as fault:
            raise ImportRefusedError("The JSON is nested too deeply to be a schedule.") from fault
    else:
        raise ImportRefusedError("This is neither XML nor JSON: a schedule begins with < or {.")
    if not schedule.sessions:
        reason = f" The first of {len(schedule.refused)}: {schedule.refused[0]}." if schedule.refused else ""
        raise ImportRefusedError(f"There is no session in this file that can be taken.{reason}")
    return schedule


def _read_json(data: bytes) -> ScheduleFile:
    try:
        parsed: Any = json.loads(data, parse_constant=_refused_number, parse_float=_finite)
    except UnicodeDecodeError as fault:
        raise ImportRefusedError(f"This is not text in UTF-8 (byte {fault.start}).") from fault
    except json.JSONDecodeError as fault:
        raise ImportRefusedError(f"This is not well-formed JSON: {fault}.") from fault
    except ValueError as fault:  # a whole number of thousands of digits
        raise ImportRefusedError("The JSON has a number that is too long to be one of a schedule.") from fault
    if not isinstance(parsed, dict):
        raise ImportRefusedError("The JSON is not an object; a schedule begins with {.")
    return submissions.read_grid(parsed) if submissions.is_grid(parsed) else frab.read_json(parsed)


def _refused_number(text: str) -> float:
    raise ImportRefusedError(f"This is not well-formed JSON: it has {text} where a number stands.")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refused_number(text[:40])
