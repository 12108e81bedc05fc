

import conference.core.ids
import django.core.validators
import django.db.models.deletion
import i18nfield.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conference', '0010_questions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: without limit.', null=True, verbose_name='places')),
                ('taken', models.PositiveIntegerField(default=0, editable=False)),
                ('word', models.CharField(max_length=40, verbose_name='code')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='for whom')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='valid until')),
                ('is_active', models.BooleanField(default=True, verbose_name='may be used')),
            ],
            options={
                'verbose_name': 'access code',
                'ordering': ['word'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('name', models.CharField(max_length=300, verbose_name='name')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: without limit.', null=True, verbose_name='places')),
                ('taken', models.PositiveIntegerField(default=0, editable=False)),
                ('name', i18nfield.fields.I18nCharField(max_length=200, verbose_name='name')),
                ('counts_remote', models.BooleanField(default=False, verbose_name='guests who take part remotely count, too')),
            ],
            options={
                'verbose_name': 'quota',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='QuotaPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_cancelled_has_date',
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_one_confirmed_for_each_person',
        ),
        migrations.AddField(
            model_name='category',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='may be chosen until'),
        ),
        migrations.AddField(
            model_name='category',
            name='needs_approval',
            field=models.BooleanField(default=False, verbose_name='the team decides on each application'),
        ),
        migrations.AddField(
            model_name='category',
            name='needs_code',
            field=models.BooleanField(default=False, verbose_name='only with an access code'),
        ),
        migrations.AddField(
            model_name='category',
            name='opens_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='may be chosen from'),
        ),
        migrations.AddField(
            model_name='draft',
            name='held',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='conference.category'),
        ),
        migrations.AddField(
            model_name='draft',
            name='held_until',
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='missed_offers',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='registration',
            name='offered_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='reason',
            field=models.TextField(blank=True, max_length=2000, verbose_name='reason of the decision'),
        ),
        migrations.AddField(
            model_name='registration',
            name='waiting_since',
            field=models.DateTimeField(editable=False, help_text='its turn on the waiting list', null=True),
        ),
        migrations.AddField(
            model_name='registrationsettings',
            name='has_waiting_list',
            field=models.BooleanField(default=True, verbose_name='guests may wait for a place'),
        ),
        migrations.AddField(
            model_name='registrationsettings',
            name='hold_minutes',
            field=models.PositiveSmallIntegerField(default=30, help_text='0: a place is taken when the form is sent.', validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes that a place is kept while the form is filled in'),
        ),
        migrations.AddField(
            model_name='registrationsettings',
            name='offer_hours',
            field=models.PositiveSmallIntegerField(default=48, help_text='Who does not answer in time goes to the end of the waiting list, the second time off it.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours to accept a place'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: without limit.', null=True, verbose_name='places'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('pending', 'Awaiting a decision'), ('waiting', 'On the waiting list'), ('offered', 'A place is offered'), ('confirmed', 'Registered'), ('declined', 'Not admitted'), ('cancelled', 'Cancelled')], default='confirmed', max_length=12, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__isnull', True), ('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='category_closes_after_opening', violation_error_message='The category would close before it opens.'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('held__isnull', True), ('held_until__isnull', False), _connector='OR'), name='draft_holds_for_a_while'),
        ),
        migrations.AddConstraint(
            model_name='registrationsettings',
            constraint=models.CheckConstraint(condition=models.Q(('offer_hours__gte', 1)), name='registration_offers_last'),
        ),
        migrations.AddField(
            model_name='accesscode',
            name='categories',
            field=models.ManyToManyField(related_name='+', to='conference.category', verbose_name='opens the categories'),
        ),
        migrations.AddField(
            model_name='accesscode',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='registration',
            name='access_code',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='conference.accesscode'),
        ),
        migrations.AddField(
            model_name='party',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='registration',
            name='party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='conference.party'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['event', 'waiting_since'], name='waiting_list'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'waiting', 'offered', 'confirmed', 'declined', 'cancelled'])), name='registration_state_known'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state__in', ('cancelled', 'declined'))), models.Q(models.Q(('state__in', ('cancelled', 'declined')), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='registration_ended_has_date'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('waiting_since__isnull', False), _connector='OR'), name='registration_waiting_has_turn'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', True)), _connector='OR'), name='registration_offered_has_term'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('pending', 'waiting', 'offered', 'confirmed'))), fields=('person',), name='registration_one_live_for_each_person'),
        ),
        migrations.AddField(
            model_name='quota',
            name='categories',
            field=models.ManyToManyField(blank=True, related_name='quotas', to='conference.category', verbose_name='categories'),
        ),
        migrations.AddField(
            model_name='quota',
            name='choices',
            field=models.ManyToManyField(blank=True, related_name='+', to='conference.choice', verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='quota',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='quotaplace',
            name='draft',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quota_places', to='conference.draft'),
        ),
        migrations.AddField(
            model_name='quotaplace',
            name='quota',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='conference.quota'),
        ),
        migrations.AddField(
            model_name='quotaplace',
            name='registration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quota_places', to='conference.registration'),
        ),
        migrations.AddConstraint(
            model_name='accesscode',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('taken__lte', models.F('capacity')), _connector='OR'), name='accesscode_never_oversold', violation_error_message='More places are taken already.'),
        ),
        migrations.AddConstraint(
            model_name='accesscode',
            constraint=models.UniqueConstraint(fields=('event', 'word'), name='access_code_once_in_event', violation_error_message='There is such a code already.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('taken__lte', models.F('capacity')), _connector='OR'), name='quota_never_oversold', violation_error_message='More places are taken already.'),
        ),
        migrations.AddConstraint(
            model_name='quotaplace',
            constraint=models.UniqueConstraint(fields=('quota', 'registration'), name='quota_place_once_for_a_registration'),
        ),
        migrations.AddConstraint(
            model_name='quotaplace',
            constraint=models.UniqueConstraint(fields=('quota', 'draft'), name='quota_place_once_for_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='quotaplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('draft__isnull', False), ('registration__isnull', True)), models.Q(('draft__isnull', True), ('registration__isnull', False)), _connector='OR'), name='quota_place_has_one_holder'),
        ),
    ]
