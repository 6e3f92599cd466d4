"""The tables of papers, of what is told of meetings, of written answers and of members’ calendars."""

# fmt: off

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states.papers
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0011_risks_guarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('scope', models.TextField(default=wardmote.governance.states.papers.FeedScope['MINE'])),
                ('secret_digest', models.TextField(unique=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_calendar_feed',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CalendarFeedHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('scope', models.TextField(default=wardmote.governance.states.papers.FeedScope['MINE'])),
                ('ended_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.calendarfeed')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('reason', models.TextField(default='')),
                ('told', models.PositiveIntegerField(default=0)),
                ('was_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NoticeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('reason', models.TextField(default='')),
                ('told', models.PositiveIntegerField(default=0)),
                ('was_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.notice')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('title', models.TextField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='governance.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('title', models.TextField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.agendaitem')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.paper')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperVersion',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.TextField()),
                ('link', models.TextField(default='')),
                ('name', models.TextField(default='')),
                ('content_type', models.TextField(default='')),
                ('size', models.PositiveIntegerField(default=0)),
                ('sha256', models.TextField(default='')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='governance.paper')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_paper_version',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperContent',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('data', models.BinaryField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='content', to='governance.paperversion')),
            ],
            options={
                'db_table': 'governance_paper_content',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperVersionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.TextField()),
                ('link', models.TextField(default='')),
                ('name', models.TextField(default='')),
                ('content_type', models.TextField(default='')),
                ('size', models.PositiveIntegerField(default=0)),
                ('sha256', models.TextField(default='')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.paper')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.paperversion')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WrittenAnswer',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('votes', models.BooleanField(default=False)),
                ('reply', models.TextField(blank=True, default=wardmote.governance.states.papers.WrittenReply['NONE'])),
                ('text', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_written_answer',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='WrittenAnswerHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('votes', models.BooleanField(default=False)),
                ('reply', models.TextField(blank=True, default=wardmote.governance.states.papers.WrittenReply['NONE'])),
                ('text', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.writtenanswer')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', [wardmote.governance.states.papers.FeedScope['MINE'], wardmote.governance.states.papers.FeedScope['ALL']])), name='calendar_feed_scope_is_known'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('member', 'partnership', 'agency'), name='calendar_feed_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_calendarfeedhistory" ("agency_id", "ended_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "scope") VALUES (NEW."agency_id", NEW."ended_at", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."scope"); RETURN NULL;', hash='bbbe442a80aa640e20facd30ef50bb45d2286cc4', operation='INSERT', pgid='pgtrigger_insert_insert_f8112', table='governance_calendar_feed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."scope" IS DISTINCT FROM (NEW."scope"))', func='INSERT INTO "governance_calendarfeedhistory" ("agency_id", "ended_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "scope") VALUES (NEW."agency_id", NEW."ended_at", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."scope"); RETURN NULL;', hash='1602041195ac38a66ab6f28e1d5f16b19e474dc8', operation='UPDATE', pgid='pgtrigger_update_update_22b98', table='governance_calendar_feed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarfeed',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_calendarfeedhistory" ("agency_id", "ended_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "scope") VALUES (OLD."agency_id", OLD."ended_at", OLD."id", OLD."member_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."scope"); RETURN NULL;', hash='b86f56c2388662b85fb2973bdc8722004c66411d', operation='DELETE', pgid='pgtrigger_delete_delete_d2222', table='governance_calendar_feed', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.papers.NoticeKind['CIRCULATED'], wardmote.governance.states.papers.NoticeKind['CHANGED'], wardmote.governance.states.papers.NoticeKind['MOVED'], wardmote.governance.states.papers.NoticeKind['CANCELLED'], wardmote.governance.states.papers.NoticeKind['PLANNED_AGAIN']])), name='notice_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_noticehistory" ("id", "kind", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "told", "was_at") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."told", NEW."was_at"); RETURN NULL;', hash='ed4427da1bb04882acf2371caff323ff21fd1240', operation='INSERT', pgid='pgtrigger_insert_insert_0a8a9', table='governance_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_noticehistory" ("id", "kind", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "told", "was_at") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."told", NEW."was_at"); RETURN NULL;', hash='14aaf7c94d4b79b7aef3e42410eb9dd04a7989f2', operation='UPDATE', pgid='pgtrigger_update_update_b23c7', table='governance_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_noticehistory" ("id", "kind", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "told", "was_at") VALUES (OLD."id", OLD."kind", OLD."meeting_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."told", OLD."was_at"); RETURN NULL;', hash='931014a72b9e0373f8662c6893a9839f44db1bea', operation='DELETE', pgid='pgtrigger_delete_delete_6091a', table='governance_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperhistory" ("id", "item_id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "title", "withdrawn_at") VALUES (NEW."id", NEW."item_id", NEW."meeting_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."title", NEW."withdrawn_at"); RETURN NULL;', hash='97f8737b5cae7cacc8b0762a4a7b979349918157', operation='INSERT', pgid='pgtrigger_insert_insert_28d6d', table='governance_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_paperhistory" ("id", "item_id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "title", "withdrawn_at") VALUES (NEW."id", NEW."item_id", NEW."meeting_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."title", NEW."withdrawn_at"); RETURN NULL;', hash='6272dac02c83f3264df4d4fb74da3e8ab5865d0a', operation='UPDATE', pgid='pgtrigger_update_update_808e5', table='governance_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperhistory" ("id", "item_id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "title", "withdrawn_at") VALUES (OLD."id", OLD."item_id", OLD."meeting_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."title", OLD."withdrawn_at"); RETURN NULL;', hash='0f49363c56a2e808680777d40c79366ad45018f7', operation='DELETE', pgid='pgtrigger_delete_delete_82d18', table='governance_paper', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='paperversion',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='paper_version_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='paperversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.papers.PaperKind['FILE'], wardmote.governance.states.papers.PaperKind['LINK']])), name='paper_version_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperversionhistory" ("content_type", "id", "kind", "link", "meeting_id", "name", "number", "paper_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sha256", "size") VALUES (NEW."content_type", NEW."id", NEW."kind", NEW."link", NEW."meeting_id", NEW."name", NEW."number", NEW."paper_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sha256", NEW."size"); RETURN NULL;', hash='c31ae017f16b46f9a945792b2d60e66e261ea3f1', operation='INSERT', pgid='pgtrigger_insert_insert_1b8fe', table='governance_paper_version', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_paperversionhistory" ("content_type", "id", "kind", "link", "meeting_id", "name", "number", "paper_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sha256", "size") VALUES (NEW."content_type", NEW."id", NEW."kind", NEW."link", NEW."meeting_id", NEW."name", NEW."number", NEW."paper_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."sha256", NEW."size"); RETURN NULL;', hash='cf21ff52d8c7aeca0603b159a3bd00077b8e521e', operation='UPDATE', pgid='pgtrigger_update_update_1c1e2', table='governance_paper_version', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperversionhistory" ("content_type", "id", "kind", "link", "meeting_id", "name", "number", "paper_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sha256", "size") VALUES (OLD."content_type", OLD."id", OLD."kind", OLD."link", OLD."meeting_id", OLD."name", OLD."number", OLD."paper_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."sha256", OLD."size"); RETURN NULL;', hash='7ad8f1df48d6fdc172386f158d6d2696ed8883bb', operation='DELETE', pgid='pgtrigger_delete_delete_f5dd7', table='governance_paper_version', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='writtenanswer',
            constraint=models.UniqueConstraint(fields=('meeting', 'body'), name='written_answer_once_a_body'),
        ),
        migrations.AddConstraint(
            model_name='writtenanswer',
            constraint=models.CheckConstraint(condition=models.Q(('reply__in', [wardmote.governance.states.papers.WrittenReply['NONE'], wardmote.governance.states.papers.WrittenReply['AGREE'], wardmote.governance.states.papers.WrittenReply['DISAGREE'], wardmote.governance.states.papers.WrittenReply['ABSTAIN'], wardmote.governance.states.papers.WrittenReply['COMMENT']])), name='written_answer_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_writtenanswerhistory" ("agency_id", "answered_at", "answered_by_id", "body_id", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reply", "text", "version", "votes") VALUES (NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reply", NEW."text", NEW."version", NEW."votes"); RETURN NULL;', hash='079858b199f1eb83d0999b978b6372dc8a5a5bc4', operation='INSERT', pgid='pgtrigger_insert_insert_8c08b', table='governance_written_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_writtenanswerhistory" ("agency_id", "answered_at", "answered_by_id", "body_id", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reply", "text", "version", "votes") VALUES (NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reply", NEW."text", NEW."version", NEW."votes"); RETURN NULL;', hash='4fd970486a5fd6b643a661494719327bd25c4e4b', operation='UPDATE', pgid='pgtrigger_update_update_f2989', table='governance_written_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='writtenanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_writtenanswerhistory" ("agency_id", "answered_at", "answered_by_id", "body_id", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reply", "text", "version", "votes") VALUES (OLD."agency_id", OLD."answered_at", OLD."answered_by_id", OLD."body_id", OLD."id", OLD."meeting_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."reply", OLD."text", OLD."version", OLD."votes"); RETURN NULL;', hash='76ea9109a187988a1019ac9f7c989d2526ed73e7', operation='DELETE', pgid='pgtrigger_delete_delete_add73', table='governance_written_answer', when='AFTER')),
        ),
    ]
