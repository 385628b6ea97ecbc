"""The roof: project package and what looks at everything (desk, reports)."""

from ampk.celery import app as celery_app

__all__ = ["celery_app"]
