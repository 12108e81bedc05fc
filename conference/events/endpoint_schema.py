"""How endpoints are described in the OpenAPI schema: who may come, and the one shape that every error has."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from conference.core.permissions import Audience
from conference.events.endpoint_permission import access_for

# Without a reader that the endpoint accepts: 401 (who are you) or 403 (not you); 404 also hides what exists.
ALWAYS = {
    "400": "What was sent cannot be taken.",
    "404": "There is no such thing, or not for this reader.",
    "429": "Too many requests; see Retry-After.",
}
CLOSED = {"401": "Sign in or send a token.", "403": "This reader may not do that."}
WITH_BODY = {
    "409": "Something stands against it, such as a category without places.",
    "415": "The body is not application/json.",
}
PROBLEM = {
    "type": "object",
    "properties": {
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {}, "description": "messages by field"},
    },
    "required": ["detail", "code", "fields"],
}


class EndpointSchema(AutoSchema):
    """Reads `access` of an endpoint, and adds the errors that it may answer with."""

    def get_auth(self) -> list[dict[str, Any]]:
        """Return the ways to sign in; an endpoint for everybody needs none."""
        ways: list[dict[str, Any]] = super().get_auth()
        access = access_for(self.view)
        return [*ways, {}] if access and access.audience == Audience.PUBLIC else ways

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Return the operation with its errors."""
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        errors = ALWAYS | CLOSED | (WITH_BODY if self.method == "POST" or "requestBody" in operation else {})
        for status, words in errors.items():
            operation["responses"].setdefault(status, _problem(words))
        operation["responses"] = dict(sorted(operation["responses"].items()))
        return operation


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"content": {"application/json": {"schema": schema}}, "description": words}


def add_problem(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Put the shape of errors among the schema's components (a hook of drf-spectacular)."""
    schemas = result["components"]["schemas"]
    schemas["Problem"] = PROBLEM
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result
