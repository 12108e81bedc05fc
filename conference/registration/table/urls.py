"""Addresses of the table."""

from django.urls import path

from conference.registration.table.views import bulk, charts, saved, table

manage = [
    path("registrations/", table.registration_list, name="registrations"),
    path("registrations/export.<str:file_format>", table.registration_export, name="registration_export"),
    path("registrations/columns/", table.table_columns, name="registration_columns"),
    path("registrations/charts/", charts.charts, name="registration_charts"),
    path("registrations/views/", saved.view_list, name="table_views"),
    path("registrations/views/save/", saved.view_save, name="table_view_save"),
    path("registrations/views/<slug:code>/", saved.view_edit, name="table_view"),
    path("registrations/views/<slug:code>/remove/", saved.view_remove, name="table_view_remove"),
    path("registrations/bulk/", bulk.bulk_choose, name="registrations_bulk"),
    path("registrations/bulk/<slug:code>/", bulk.batch, name="batch"),
]
