"""Every list as JSON, which says so where rows are left out; takes the place of Datasette's own, and uses it."""

from __future__ import annotations

import json
from typing import Any

from datasette.renderer import json_renderer  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.exporting.rows_left_out import ROWS_LEFT_OUT

hookimpl = HookimplMarker("datasette")


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Add JSON to what a list can be taken away as."""
    return {"extension": "json", "render": render}


def render(args: Any, data: dict[str, Any], view_name: str) -> Response:
    """Return the rows in the shape that is asked for; one that has rows only ends with what is left out."""
    shape = args.get("_shape", "arrays")
    if not data.get("truncated"):
        return json_renderer(args, data, view_name)
    last = json.dumps(ROWS_LEFT_OUT if shape == "arrayfirst" else {"rows_left_out": ROWS_LEFT_OUT})
    response = json_renderer(args, data | {"rows_left_out": ROWS_LEFT_OUT}, view_name)
    if shape in {"array", "arrayfirst"}:
        is_lines = shape == "array" and args.get("_nl")
        response.body = f"{response.body}\n{last}" if is_lines else f"{response.body[:-1]}, {last}]"
    return response
