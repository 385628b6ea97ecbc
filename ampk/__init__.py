"""The roof: project package and what looks at everything (desk, reports).

Empty on purpose: `ampk.launcher` must be importable before anything is installed.  `ampk.apps` loads Celery's
application, so that tasks find their broker in every process that Django runs.
"""
