"""Celery shortens the wait; PostgreSQL holds what is owed.  The timetable below only asks "what is due?"."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ampk.settings")

app = Celery("ampk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()

app.conf.beat_schedule = {
    # Look for what has become due and owe the notices for it; a missed run costs delay, never a reminder.
    "sweep": {"task": "ampk.sweep", "schedule": float(os.environ.get("SWEEP_SECONDS", "30"))},
    # Send what is owed and not yet sent.
    "drain": {"task": "ampk.drain", "schedule": float(os.environ.get("DRAIN_SECONDS", "30"))},
    # Close memberships, shares and referrals whose time has run out.
    "nightly": {"task": "ampk.nightly", "schedule": crontab(hour=1, minute=15)},
}
