"""Addresses made of patterns: a value for each parameter that fits its converter and names nothing that exists."""

import re

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?P<choices>[^)]*)\)")
VALUES = {"int": "999999", "slug": "nothing", "str": "nothing", "uuid": "00000000-0000-4000-8000-000000000000"}


def example(pattern: str, **known: str) -> str:
    """Return an address for a pattern of the URLconf; `known` gives parameters their values."""

    def parameter(match: re.Match[str]) -> str:
        return known.get(match["name"]) or VALUES[match["converter"] or "str"]

    def group(match: re.Match[str]) -> str:
        return known.get(match["name"]) or match["choices"].split("|")[0].replace(r"[\w-]+", "nothing")

    return "/" + PARAMETER.sub(parameter, GROUP.sub(group, pattern)).replace("\\", "")
