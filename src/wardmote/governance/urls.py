"""The addresses of governance."""

from django.urls import path

from wardmote.governance.views import bodies, groups, meetings, partnership

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
    # the partnership's area, and with whom it stands
    path("governance/partnership", partnership.about, name="partnership-area"),
    path("governance/partnership/area/add", partnership.cover, name="cover-districts"),
    path("governance/partnership/area/<slug:code>/end", partnership.uncover, name="uncover-district"),
    path("governance/partnership/links/add", partnership.link, name="link-partnership"),
    path("governance/partnership/links/<uuid:key>/end", partnership.unlink, name="end-link"),
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
