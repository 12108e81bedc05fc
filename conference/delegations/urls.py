"""Addresses of delegations."""

from django.urls import path

from conference.delegations.rest import DelegationEndpoint, MemberEndpoint
from conference.delegations.views import members, people, public, team
from conference.delegations.views.desk import of_head, of_reader, of_team

public_event = [
    path("delegations/announce/", public.announce, name="delegation_announce"),
    path("delegations/member/<str:token>/", public.member, name="delegation_member"),
    path("delegation/<str:token>/", of_head(members.home), name="delegation"),
    path("delegation/<str:token>/people/", of_head(people.people), name="delegation_people"),
    path("delegation/<str:token>/people/register/", of_head(people.register), name="delegation_register"),
    path("delegation/<str:token>/people/sheet.xlsx", of_head(people.sheet), name="delegation_sheet"),
    path("delegation/<str:token>/members.<str:file_format>", of_head(members.export), name="delegation_export"),
    path("delegation/<str:token>/members/remind/", of_head(members.remind), name="delegation_remind"),
    path("delegation/<str:token>/members/<slug:member>/replace/", of_head(members.replace), name="delegation_replace"),
    path("delegation/<str:token>/members/<slug:member>/remove/", of_head(members.remove), name="delegation_remove"),
    path("delegation/<str:token>/members/<slug:member>/address/", of_head(members.address), name="delegation_address"),
    path("delegation/<str:token>/withdraw/", of_head(members.withdraw), name="delegation_withdraw"),
]
manage = [
    path("delegations/", team.delegations, name="delegations"),
    path("delegations/export.<str:file_format>", team.delegations_export, name="delegations_export"),
    path("delegations/add/", team.delegation_add, name="delegation_add"),
    path("delegations/lists/", team.lists, name="delegation_lists"),
    path("delegations/lists.<str:file_format>", team.lists_export, name="delegation_lists_export"),
    path("delegations/settings/", team.settings, name="delegation_settings"),
    path("delegations/<slug:code>/", of_reader(members.home), name="delegation"),
    path("delegations/<slug:code>/limits/", of_team(team.limits), name="delegation_limits"),
    path("delegations/<slug:code>/head/", of_team(team.head), name="delegation_head"),
    path("delegations/<slug:code>/admit/", of_team(team.admit), name="delegation_admit"),
    path("delegations/<slug:code>/decline/", of_team(team.decline), name="delegation_decline"),
    path("delegations/<slug:code>/withdraw/", of_team(members.withdraw), name="delegation_withdraw"),
    path("delegations/<slug:code>/people/", of_team(people.people), name="delegation_people"),
    path("delegations/<slug:code>/people/register/", of_team(people.register), name="delegation_register"),
    path("delegations/<slug:code>/people/sheet.xlsx", of_team(people.sheet), name="delegation_sheet"),
    path("delegations/<slug:code>/members.<str:file_format>", of_reader(members.export), name="delegation_export"),
    path("delegations/<slug:code>/members/remind/", of_team(members.remind), name="delegation_remind"),
    path("delegations/<slug:code>/members/<slug:member>/replace/", of_team(members.replace), name="delegation_replace"),
    path("delegations/<slug:code>/members/<slug:member>/remove/", of_team(members.remove), name="delegation_remove"),
    path("delegations/<slug:code>/members/<slug:member>/address/", of_team(members.address), name="delegation_address"),
]
ACTIONS = ("admit", "decline", "withdraw")
api = [
    path("delegations/", DelegationEndpoint.as_view({"get": "list", "post": "create"}), name="api_delegations"),
    path(
        "delegations/<slug:code>/",
        DelegationEndpoint.as_view({"get": "retrieve", "patch": "partial_update"}),
        name="api_delegation",
    ),
    *[
        path(
            f"delegations/<slug:code>/{action}/",
            DelegationEndpoint.as_view({"post": action}),
            name=f"api_delegation_{action}",
        )
        for action in ACTIONS
    ],
    path(
        "delegations/<slug:delegation>/members/",
        MemberEndpoint.as_view({"get": "list", "post": "create"}),
        name="api_delegation_members",
    ),
    path(
        "delegations/<slug:delegation>/members/<slug:code>/",
        MemberEndpoint.as_view({"get": "retrieve", "delete": "destroy"}),
        name="api_delegation_member",
    ),
    path(
        "delegations/<slug:delegation>/members/<slug:code>/replace/",
        MemberEndpoint.as_view({"post": "replace"}),
        name="api_delegation_member_replace",
    ),
]
