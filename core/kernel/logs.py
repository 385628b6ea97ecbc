"""Logging as JSON with ids only: no bodies, no query strings, no names."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

# Only these extras are written; anything else a caller attaches is dropped.
_ALLOWED = ("event", "user_id", "agency_id", "task", "task_id", "kind", "count", "status", "route", "seconds")


class JsonFormatter(logging.Formatter):
    """One JSON object per line.  Exceptions keep type and place; their message may quote data and is left out."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
        }
        line["message"] = record.getMessage() if record.name.startswith(("ampk", "core", "celery")) else record.msg
        line.update({name: getattr(record, name) for name in _ALLOWED if hasattr(record, name)})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = [
                f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-8:]
            ]
        return json.dumps(line, default=str, ensure_ascii=False)
