from django.urls import path

from ampk.demo import views

urlpatterns = [
    path("demonstrasi/masuk/", views.DemoSignIn.as_view(), name="demo_sign_in"),
    path("demonstrasi/jam/", views.DemoClock.as_view(), name="demo_clock"),
]
