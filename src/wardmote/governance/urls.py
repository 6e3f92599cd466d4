"""The addresses of governance."""

from django.urls import path

from wardmote.governance.views import (
    actions,
    bodies,
    groups,
    meetings,
    partnership,
    reports,
    risk_pictures,
    risk_turns,
    risks,
    scrutiny,
    themes,
    waiting,
)

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
    path("governance/actions", actions.listed, name="actions"),
    path("governance/actions/give", actions.give, name="give-action"),
    path("governance/actions/<uuid:key>", actions.action, name="action"),
    path("governance/actions/<uuid:key>/day", actions.put_off, name="put-off-action"),
    path("governance/actions/<uuid:key>/withdraw", actions.withdraw, name="withdraw-action"),
    path("governance/answers/<uuid:key>", actions.answer, name="answer-action"),
    path("governance/answers/<uuid:key>/move", actions.move, name="move-action"),
    path("governance/waiting", waiting.waiting, name="waiting-actions"),
    path("governance/waiting/letters", waiting.letters, name="letters"),
    path("governance/waiting/<uuid:partnership>/<uuid:agency>", waiting.waiting_for, name="waiting-for"),
    # scrutiny
    path("governance/recommendations", scrutiny.recommendations, name="recommendations"),
    path("governance/recommendations/add", scrutiny.recommend, name="write-recommendation"),
    path("governance/recommendations/<uuid:key>", scrutiny.recommendation, name="recommendation"),
    path("governance/responses/<uuid:key>", scrutiny.respond, name="answer-recommendation"),
    path("governance/scrutiny", scrutiny.register, name="scrutiny"),
    path("governance/scrutiny/add", scrutiny.add, name="write-matter"),
    path("governance/scrutiny/ask", scrutiny.ask, name="ask-for-information"),
    path("governance/scrutiny/meetings/add", scrutiny.met, name="write-scrutiny-meeting"),
    path("governance/scrutiny/<uuid:key>", scrutiny.matter, name="matter"),
    path("governance/scrutiny/<uuid:key>/answer", scrutiny.answer, name="answer-matter"),
    path("governance/scrutiny/<uuid:key>/withdraw", scrutiny.withdraw, name="withdraw-matter"),
    # risks
    path("governance/risks", risks.register, name="risks"),
    path("governance/risks/add", risks.add, name="raise-risk"),
    path("governance/risks/categories/add", risks.add_category, name="add-risk-category"),
    path("governance/risks/pictures", risk_pictures.pictures, name="risk-pictures"),
    path("governance/risks/pictures/<slug:name>.svg", risk_pictures.picture, name="risk-picture"),
    path("governance/risks/register.<slug:ending>", risk_pictures.document, name="risk-document"),
    path("governance/risks/compare", risk_pictures.compare, name="compare-risks"),
    path("governance/risks/scale", risk_pictures.scale, name="risk-scale"),
    path("governance/risks/scale/choose", risk_pictures.choose_scale, name="choose-risk-scale"),
    path("governance/risks/<uuid:key>", risks.risk, name="risk"),
    path("governance/risks/<uuid:key>/change", risks.change, name="describe-risk"),
    path("governance/risks/<uuid:key>/score", risk_turns.score, name="score-risk"),
    path("governance/risks/<uuid:key>/note", risk_turns.note, name="note-on-risk"),
    path("governance/risks/<uuid:key>/review", risk_turns.review, name="review-risk"),
    path("governance/risks/<uuid:key>/close", risk_turns.close, name="close-risk"),
    path("governance/risks/<uuid:key>/reopen", risk_turns.reopen, name="reopen-risk"),
    path("governance/risks/<uuid:key>/controls/add", risk_turns.add_control, name="add-control"),
    path("governance/controls/<uuid:key>/change", risk_turns.change_control, name="change-control"),
    # reports by exception
    path("governance/reports", reports.listed, name="exception-reports"),
    path("governance/reports/require", reports.require, name="require-reports"),
    path("governance/reports/begin/<uuid:key>/<str:first>", reports.begin, name="begin-report"),
    path("governance/reports/<uuid:key>", reports.report, name="exception-report"),
    path("governance/reports/<uuid:key>/write", reports.write, name="write-line"),
    path("governance/reports/<uuid:key>/hand-in", reports.hand_in, name="hand-in-report"),
    path("governance/report-lines/<uuid:key>/change", reports.change, name="change-line"),
    path("governance/report-lines/<uuid:key>/remove", reports.remove, name="remove-line"),
    path("governance/report-lines/<uuid:key>/answer", reports.answer, name="answer-ask"),
    path("governance/report-duties/<uuid:key>/end", reports.end, name="end-reports"),
    path("governance/themes", themes.listed, name="themes"),
    path("governance/themes/add", themes.add, name="add-theme"),
    path("governance/themes/<uuid:key>/end", themes.end, name="end-theme"),
    # duties
    # registers
]
