"""Addresses of those who answer, and of those who read the answers."""

from django.urls import path

from feedback import desk, views

urlpatterns = [
    path("avis/<str:ref>/", views.leave_answer, name="leave_answer"),
    path("avis/suite/<str:visit>/", views.after_answer, name="after_answer"),
    path("signaler/<str:ref>/", views.report_error, name="report_error"),
    path("signaler/<str:ref>/merci/", views.report_received, name="report_received"),
    path("retours/", desk.remarks, name="remarks"),
    path("retours/<str:ref>/", desk.remarks_on, name="remarks_on"),
    path("retours/<int:pk>/traite/", desk.settle_remark, name="settle_remark"),
]
