"""The tables of themes and of reports by exception."""

# fmt: off

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states.groups
import wardmote.governance.states.reports
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0009_risk_scores'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExceptionReport',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('circle', models.TextField(default=wardmote.governance.states.groups.Circle['PARTNERSHIP'])),
                ('quarter_from', models.DateField()),
                ('quarter_to', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.TextField(default=wardmote.governance.states.reports.ReportState['DRAFT'])),
                ('nothing', models.BooleanField(default=False)),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('handed_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_exception_report',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ExceptionReportHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('circle', models.TextField(default=wardmote.governance.states.groups.Circle['PARTNERSHIP'])),
                ('quarter_from', models.DateField()),
                ('quarter_to', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.TextField(default=wardmote.governance.states.reports.ReportState['DRAFT'])),
                ('nothing', models.BooleanField(default=False)),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('handed_in_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.exceptionreport')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportDuty',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('quarters', models.TextField()),
                ('due_days', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_report_duty',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportDutyHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('quarters', models.TextField()),
                ('due_days', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.reportduty')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportLine',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('asks', models.TextField(blank=True, default=wardmote.governance.states.reports.AskState['NONE'])),
                ('asked_of', models.TextField(default='')),
                ('answer', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='governance.exceptionreport')),
            ],
            options={
                'db_table': 'governance_report_line',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LineTheme',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='governance.reportline')),
            ],
            options={
                'db_table': 'governance_line_theme',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportLineHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('asks', models.TextField(blank=True, default=wardmote.governance.states.reports.AskState['NONE'])),
                ('asked_of', models.TextField(default='')),
                ('answer', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.reportline')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.exceptionreport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('cross_cutting', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='governance.theme')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LineThemeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.linetheme')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.reportline')),
                ('theme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.theme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='linetheme',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.theme'),
        ),
        migrations.CreateModel(
            name='ThemeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('cross_cutting', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('parent', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.theme')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.theme')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='exceptionreport',
            index=models.Index(fields=['partnership', 'quarter_from'], name='exception_report_by_quarter'),
        ),
        migrations.AddConstraint(
            model_name='exceptionreport',
            constraint=models.UniqueConstraint(fields=('group', 'quarter_from'), name='exception_report_once_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='exceptionreport',
            constraint=models.CheckConstraint(condition=models.Q(('quarter_to__gt', models.F('quarter_from'))), name='exception_report_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='exceptionreport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.reports.ReportState['DRAFT'], wardmote.governance.states.reports.ReportState['HANDED_IN']])), name='exception_report_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='exceptionreport',
            constraint=models.CheckConstraint(condition=models.Q(('circle__in', [wardmote.governance.states.groups.Circle['PARTNERSHIP'], wardmote.governance.states.groups.Circle['GROUP']])), name='exception_report_circle_is_known'),
        ),
        migrations.AddConstraint(
            model_name='exceptionreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at__isnull', True), ('state', 'draft')), models.Q(('handed_in_at__isnull', False), ('state', 'handed-in')), _connector='OR'), name='exception_report_handed_in_has_a_moment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exceptionreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_exceptionreporthistory" ("circle", "due_on", "group_id", "handed_in_at", "handed_in_by_id", "id", "nothing", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter_from", "quarter_to", "recorded_at", "recorded_by_id", "state", "version") VALUES (NEW."circle", NEW."due_on", NEW."group_id", NEW."handed_in_at", NEW."handed_in_by_id", NEW."id", NEW."nothing", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."quarter_from", NEW."quarter_to", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."version"); RETURN NULL;', hash='cbd85c45e2eb56fd04641fbc23460be6935612e3', operation='INSERT', pgid='pgtrigger_insert_insert_11f4c', table='governance_exception_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exceptionreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_exceptionreporthistory" ("circle", "due_on", "group_id", "handed_in_at", "handed_in_by_id", "id", "nothing", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter_from", "quarter_to", "recorded_at", "recorded_by_id", "state", "version") VALUES (NEW."circle", NEW."due_on", NEW."group_id", NEW."handed_in_at", NEW."handed_in_by_id", NEW."id", NEW."nothing", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."quarter_from", NEW."quarter_to", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."version"); RETURN NULL;', hash='4e754ea125cbd15d3b44cc1c4aa570d8afcb9bd0', operation='UPDATE', pgid='pgtrigger_update_update_4d70c', table='governance_exception_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exceptionreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_exceptionreporthistory" ("circle", "due_on", "group_id", "handed_in_at", "handed_in_by_id", "id", "nothing", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter_from", "quarter_to", "recorded_at", "recorded_by_id", "state", "version") VALUES (OLD."circle", OLD."due_on", OLD."group_id", OLD."handed_in_at", OLD."handed_in_by_id", OLD."id", OLD."nothing", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."quarter_from", OLD."quarter_to", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."version"); RETURN NULL;', hash='dcb5353829337827ac9c773bab6af8d987d1e8bd', operation='DELETE', pgid='pgtrigger_delete_delete_af8c8', table='governance_exception_report', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reportduty',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='report_duty_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='reportduty',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('group',), name='report_duty_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_reportdutyhistory" ("due_days", "group_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarters", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."due_days", NEW."group_id", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."quarters", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='b7eadff52c2cbbd9bdc7541b43fb5c3aeb4ce263', operation='INSERT', pgid='pgtrigger_insert_insert_9a828', table='governance_report_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_reportdutyhistory" ("due_days", "group_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarters", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."due_days", NEW."group_id", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."quarters", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='35562218380491df2047183653fcfc94c2cf4343', operation='UPDATE', pgid='pgtrigger_update_update_cb815', table='governance_report_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_reportdutyhistory" ("due_days", "group_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarters", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (OLD."due_days", OLD."group_id", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."quarters", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='f480bf4dee88056c7b8e64e49b2429e6b7d747ee', operation='DELETE', pgid='pgtrigger_delete_delete_812ed', table='governance_report_duty', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reportline',
            index=models.Index(fields=['report', 'position'], name='report_line_in_order'),
        ),
        migrations.AddIndex(
            model_name='reportline',
            index=models.Index(condition=models.Q(('asks', 'open')), fields=['partnership'], name='report_line_open_ask'),
        ),
        migrations.AddConstraint(
            model_name='reportline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.reports.LineKind['PROGRESS'], wardmote.governance.states.reports.LineKind['CHALLENGE'], wardmote.governance.states.reports.LineKind['ASK']])), name='report_line_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reportline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ask'), ('asks__in', ['open', 'answered', 'unblocked'])), models.Q(models.Q(('kind', 'ask'), _negated=True), ('asks', '')), _connector='OR'), name='report_line_asks_or_not'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_reportlinehistory" ("answer", "answered_at", "answered_by_id", "asked_of", "asks", "group_id", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "report_id", "text", "version") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_of", NEW."asks", NEW."group_id", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."report_id", NEW."text", NEW."version"); RETURN NULL;', hash='4a3be190adbbe4e31d8d56d92391c525d2cf51ac', operation='INSERT', pgid='pgtrigger_insert_insert_0332f', table='governance_report_line', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_reportlinehistory" ("answer", "answered_at", "answered_by_id", "asked_of", "asks", "group_id", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "report_id", "text", "version") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_of", NEW."asks", NEW."group_id", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."report_id", NEW."text", NEW."version"); RETURN NULL;', hash='15f2068b9cc986b27298f25a153e8fbafcc40e1b', operation='UPDATE', pgid='pgtrigger_update_update_8b6b3', table='governance_report_line', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_reportlinehistory" ("answer", "answered_at", "answered_by_id", "asked_of", "asks", "group_id", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "report_id", "text", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_of", OLD."asks", OLD."group_id", OLD."id", OLD."kind", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."report_id", OLD."text", OLD."version"); RETURN NULL;', hash='e7ae416913b7069a76c24e759212915c8620452b', operation='DELETE', pgid='pgtrigger_delete_delete_22acb', table='governance_report_line', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='theme',
            index=models.Index(fields=['partnership', 'valid_from'], name='theme_by_day'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='theme_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='theme_is_not_its_own_parent'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_themehistory" ("cross_cutting", "id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "version") VALUES (NEW."cross_cutting", NEW."id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='16b2dad9acab0e868e43810f75f926c2d796b98c', operation='INSERT', pgid='pgtrigger_insert_insert_7e7ef', table='governance_theme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_themehistory" ("cross_cutting", "id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "version") VALUES (NEW."cross_cutting", NEW."id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='e5c1e47e40298fc1e7272ccb05481549ddea87ca', operation='UPDATE', pgid='pgtrigger_update_update_d3b89', table='governance_theme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_themehistory" ("cross_cutting", "id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "version") VALUES (OLD."cross_cutting", OLD."id", OLD."name", OLD."parent_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to", OLD."version"); RETURN NULL;', hash='fd24c5d516a54ef61935e7e46b793c281c98cfb6', operation='DELETE', pgid='pgtrigger_delete_delete_6dcb2', table='governance_theme', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='linetheme',
            constraint=models.UniqueConstraint(fields=('line', 'theme'), name='line_theme_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linetheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_linethemehistory" ("group_id", "id", "line_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "theme_id") VALUES (NEW."group_id", NEW."id", NEW."line_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."theme_id"); RETURN NULL;', hash='4f1ad68dff7700c26f9a61e85ef3574ebc4008a9', operation='INSERT', pgid='pgtrigger_insert_insert_97321', table='governance_line_theme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linetheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_linethemehistory" ("group_id", "id", "line_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "theme_id") VALUES (NEW."group_id", NEW."id", NEW."line_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."theme_id"); RETURN NULL;', hash='c6959835f0693c023278d8ab1a6088ba4dc21e5a', operation='UPDATE', pgid='pgtrigger_update_update_235c1', table='governance_line_theme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linetheme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_linethemehistory" ("group_id", "id", "line_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "theme_id") VALUES (OLD."group_id", OLD."id", OLD."line_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."theme_id"); RETURN NULL;', hash='3e42fddc7d713161f747d9eb822c7fcdbd8f4c5b', operation='DELETE', pgid='pgtrigger_delete_delete_92007', table='governance_line_theme', when='AFTER')),
        ),
    ]
