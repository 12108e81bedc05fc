"""Which reader a file needs: told by its content, never by its name."""

import json
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
        schedule = _read_json(data)
    else:
        raise ImportRefusedError("This is neither XML nor JSON: a schedule begins with < or {.")
    if not schedule.sessions:
        reason = f" The first of {len(schedule.refused)}: {schedule.refused[0]}." if schedule.refused else ""
        raise ImportRefusedError(f"There is no session in this file that can be taken.{reason}")
    return schedule


def _read_json(data: bytes) -> ScheduleFile:
    try:
        parsed: Any = json.loads(data)
    except UnicodeDecodeError as fault:
        raise ImportRefusedError(f"This is not text in UTF-8 (byte {fault.start}).") from fault
    except json.JSONDecodeError as fault:
        raise ImportRefusedError(f"This is not well-formed JSON: {fault}.") from fault
    except RecursionError as fault:
        raise ImportRefusedError("The JSON is nested too deeply to be a schedule.") from fault
    if not isinstance(parsed, dict):
        raise ImportRefusedError("The JSON is not an object; a schedule begins with {.")
    return submissions.read_grid(parsed) if submissions.is_grid(parsed) else frab.read_json(parsed)
