from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "cases.aftercare"
    label = "aftercare"
