"""The addresses of governance."""

from django.urls import path

from wardmote.governance.views import bodies, groups, meetings

urlpatterns = [
    # structure and bodies
    path("governance", groups.structure, name="governance"),
    path("governance/structure.svg", groups.picture, name="structure-picture"),
    path("governance/bodies", bodies.listed, name="bodies"),
    path("governance/bodies/add", bodies.add, name="add-body"),
    path("governance/bodies/follow", bodies.succeed, name="succeed-body"),
    path("governance/bodies/<uuid:key>/part", bodies.part, name="give-part"),
    path("governance/bodies/<uuid:key>/end", bodies.end, name="end-body"),
    path("governance/groups/add", groups.add, name="found-group"),
    path("governance/groups/<uuid:key>", groups.group, name="group"),
    path("governance/groups/<uuid:key>/change", groups.change, name="reshape-group"),
    path("governance/groups/<uuid:key>/end", groups.end, name="end-group"),
    path("governance/groups/<uuid:key>/seats/add", groups.seat, name="give-seat"),
    path("governance/seats/<uuid:key>/end", groups.unseat, name="end-seat"),
    # meetings
    path("governance/meetings/<uuid:key>", meetings.meeting, name="meeting"),
    # running a meeting
    # attendance
    # actions
    # scrutiny
    # risks
    # reports by exception
    # duties
    # registers
]
