from django.urls import path

from core.audit import views

urlpatterns = [path("jejak/", views.Trail.as_view(), name="audit_trail")]
