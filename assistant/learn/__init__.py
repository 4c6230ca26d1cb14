"""The learning path: a folder → an opened collection and a report; only what changed is read."""

from assistant.learn.build import refresh, update
from assistant.learn.folder import INDEX_FOLDER, require_readable
from assistant.learn.report import Report
from assistant.learn.scan import Progress

__all__ = ["INDEX_FOLDER", "Progress", "Report", "refresh", "require_readable", "update"]
