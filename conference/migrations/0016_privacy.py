
import conference.core.ids
import conference.privacy.models
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conference', '0015_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='erased_at',
            field=models.DateTimeField(editable=False, help_text='when what is personal was emptied', null=True),
        ),
        migrations.CreateModel(
            name='DataExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('language', models.CharField(max_length=5)),
                ('file', models.FileField(blank=True, upload_to=conference.privacy.models.upload_name)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('failed_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(default=conference.privacy.models.day_from_now)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event')),
                ('people', models.ManyToManyField(related_name='+', to='conference.person')),
            ],
            options={
                'verbose_name': "file with one's own data",
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('state', models.CharField(choices=[('open', 'Waiting'), ('done', 'Erased'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('due_at', models.DateTimeField(default=conference.privacy.models.term_from_now, verbose_name='to be answered until')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='erasure_requests', to='conference.person')),
            ],
            options={
                'verbose_name': 'request for erasure',
                'ordering': ['due_at', 'pk'],
                'indexes': [
                    models.Index(fields=['event', 'state', 'due_at'], name='conference__event_i_2825c1_idx'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'refused', 'withdrawn'])), name='erasure_request_state_known'),
                    models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person',), name='erasure_request_one_open'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='erasure_request_answered_has_date'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='erasure_request_refused_has_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ErasureReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('cause', models.CharField(choices=[('request', 'by request'), ('schedule', 'on schedule')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('people', models.PositiveIntegerField(default=0)),
                ('named', models.PositiveIntegerField(default=0, help_text='of them in the public record, whose name stays')),
                ('counts', models.JSONField(default=dict, help_text='rows by the names of parts, see `core.personal`')),
                ('is_rehearsal', models.BooleanField(default=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event')),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='conference.outgoingmail')),
                ('request', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report', to='conference.erasurerequest')),
            ],
            options={
                'verbose_name': 'report of an erasure',
                'ordering': ['-at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('cause__in', ['request', 'schedule'])), name='erasure_report_cause_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PrivacySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('keep_months', models.PositiveSmallIntegerField(blank=True, help_text='From the last day of the event. Empty: they are kept until somebody asks for erasure.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months for which personal data are kept')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='privacy', to='conference.event')),
            ],
            options={
                'verbose_name': 'settings of privacy',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('keep_months__isnull', True), models.Q(('keep_months__gte', 1), ('keep_months__lte', 120)), _connector='OR'), name='privacy_months_in_range'),
                ],
            },
        ),
    ]
