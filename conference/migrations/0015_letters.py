
import conference.core.ids
import conference.letters.models.register
import conference.letters.models.setup
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_countries.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conference', '0014_consents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('year', models.PositiveSmallIntegerField(editable=False)),
                ('n', models.PositiveIntegerField(editable=False)),
                ('number', models.CharField(editable=False, max_length=60, verbose_name='number')),
                ('issued_on', models.DateField(editable=False, verbose_name='date')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('visa', 'Visa support letter'), ('confirmation', 'Confirmation of registration')], max_length=14, verbose_name='kind')),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('kk', 'Қазақша'), ('en', 'English')], max_length=5, verbose_name='language of the letter')),
                ('country', django_countries.fields.CountryField(blank=True, default='', max_length=2, verbose_name='country')),
                ('text', models.JSONField(default=dict, editable=False)),
                ('signature', models.CharField(blank=True, editable=False, max_length=200)),
                ('sealed', models.TextField(blank=True, editable=False)),
                ('shown_name', models.CharField(editable=False, max_length=60)),
                ('proof', models.CharField(default=conference.letters.models.register.new_proof, editable=False, max_length=12, unique=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('revoke_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'letter',
                'ordering': ['-year', '-n'],
            },
        ),
        migrations.CreateModel(
            name='LetterRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('visa', 'Visa support letter'), ('confirmation', 'Confirmation of registration')], max_length=14, verbose_name='kind')),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('kk', 'Қазақша'), ('en', 'English')], max_length=5, verbose_name='language of the letter')),
                ('country', django_countries.fields.CountryField(blank=True, default='', max_length=2, verbose_name='country')),
                ('addressee', models.CharField(blank=True, max_length=300, verbose_name='addressee')),
                ('state', models.CharField(choices=[('asked', 'Waiting'), ('issued', 'Issued'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10, verbose_name='state')),
                ('decline_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'request for a letter',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LetterSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number_format', models.CharField(default='{n}/{year}', max_length=40, validators=[conference.letters.models.setup.number_format], verbose_name='number of a letter')),
                ('erase_after_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days after the event until passport data are erased')),
            ],
            options={
                'verbose_name': 'settings of letters',
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('visa', 'Visa support letter'), ('confirmation', 'Confirmation of registration')], max_length=14, verbose_name='kind')),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('kk', 'Қазақша'), ('en', 'English')], max_length=5, verbose_name='language of the letter')),
                ('countries', models.JSONField(blank=True, default=list, validators=[conference.letters.models.setup.known_countries], verbose_name='countries')),
                ('letterhead', models.TextField(blank=True, max_length=600, verbose_name='letterhead')),
                ('contacts', models.TextField(blank=True, max_length=600, verbose_name='address and contacts')),
                ('addressee', models.TextField(blank=True, max_length=300, verbose_name='addressee')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='heading')),
                ('body', models.TextField(max_length=6000, verbose_name='text')),
                ('signatory_post', models.CharField(blank=True, max_length=200, verbose_name='post of the signatory')),
                ('signatory_name', models.CharField(blank=True, max_length=100, verbose_name='name of the signatory')),
                ('signature', models.ImageField(blank=True, upload_to='letters/signatures/', verbose_name='signature')),
                ('is_used', models.BooleanField(default=False, verbose_name='offered to guests')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'letter template',
                'ordering': ['kind', 'language', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Passport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField(editable=False)),
                ('consented_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('stored_at', models.DateTimeField(auto_now=True)),
                ('erase_on', models.DateField(db_index=True, editable=False)),
            ],
            options={
                'verbose_name': 'passport data',
            },
        ),
        migrations.CreateModel(
            name='PassportOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reason', models.CharField(choices=[('check', 'To check the data before the letter is issued'), ('question', 'The guest or a consulate asks'), ('mistake', 'To look for a mistake in an issued letter'), ('letter', 'An issued letter was opened')], max_length=10, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'opening of passport data',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RegisterCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_role_known',
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('owner', 'Owner'), ('chair', 'Programme chair'), ('reviewer', 'Reviewer'), ('registrar', 'Registrar'), ('checkin', 'Check-in'), ('visa', 'Visa officer'), ('moderator', 'Moderator'), ('rapporteur', 'Rapporteur'), ('editor', 'Proceedings editor')], max_length=12, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'chair', 'reviewer', 'registrar', 'checkin', 'visa', 'moderator', 'rapporteur', 'editor'])), name='membership_role_known'),
        ),
        migrations.AddField(
            model_name='letter',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='letter',
            name='issued_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letter',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='letters', to='conference.registration'),
        ),
        migrations.AddField(
            model_name='letter',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='conference.letter'),
        ),
        migrations.AddField(
            model_name='letterrequest',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='letterrequest',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_requests', to='conference.registration'),
        ),
        migrations.AddField(
            model_name='letter',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='letters', to='conference.letterrequest'),
        ),
        migrations.AddField(
            model_name='lettersettings',
            name='event',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letter_setup', to='conference.event'),
        ),
        migrations.AddField(
            model_name='lettertemplate',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='letter',
            name='template',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='conference.lettertemplate'),
        ),
        migrations.AddField(
            model_name='passport',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='passport',
            name='registration',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='passport', to='conference.registration'),
        ),
        migrations.AddField(
            model_name='passportopening',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddField(
            model_name='passportopening',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='passportopening',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passport_openings', to='conference.registration'),
        ),
        migrations.AddField(
            model_name='registercounter',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event'),
        ),
        migrations.AddIndex(
            model_name='letterrequest',
            index=models.Index(fields=['event', 'state'], name='conference__event_i_d9aeef_idx'),
        ),
        migrations.AddConstraint(
            model_name='letterrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'issued', 'declined', 'withdrawn'])), name='letter_request_state_known'),
        ),
        migrations.AddConstraint(
            model_name='letterrequest',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'visa', 'confirmation'])), name='letter_request_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='letterrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('registration', 'kind'), name='letter_request_one_open_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='letterrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='letter_request_decided_has_date'),
        ),
        migrations.AddConstraint(
            model_name='letterrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('decline_reason', ''), _negated=True), _connector='OR'), name='letter_request_declined_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='lettersettings',
            constraint=models.CheckConstraint(condition=models.Q(('erase_after_days__lte', 365)), name='letters_erased_within_a_year'),
        ),
        migrations.AddConstraint(
            model_name='lettersettings',
            constraint=models.CheckConstraint(condition=models.Q(('number_format__contains', '{n}')), name='letters_format_has_number'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'visa', 'confirmation'])), name='letter_template_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('is_used', False), models.Q(('signatory_name', ''), _negated=True), _connector='OR'), name='letter_template_used_is_signed', violation_error_message='Somebody has to sign: name them.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('event', 'year', 'n'), name='letter_number_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('event', 'year', 'number'), name='letter_printed_number_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('n__gte', 1)), name='letter_numbers_begin_with_one'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'visa', 'confirmation'])), name='letter_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoke_reason', ''), ('revoked_at__isnull', True)), models.Q(('revoked_at__isnull', False), models.Q(('revoke_reason', ''), _negated=True)), _connector='OR'), name='letter_revoked_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('sealed', ''), ('kind', 'visa'), _connector='OR'), name='letter_seal_is_of_a_visa'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('replaces__isnull', True), models.Q(('replaces', models.F('pk')), _negated=True), _connector='OR'), name='letter_replaces_another'),
        ),
        migrations.AddConstraint(
            model_name='passport',
            constraint=models.CheckConstraint(condition=models.Q(('sealed', ''), _negated=True), name='passport_is_sealed'),
        ),
        migrations.AddIndex(
            model_name='passportopening',
            index=models.Index(fields=['event', '-opened_at'], name='conference__event_i_b81b49_idx'),
        ),
        migrations.AddConstraint(
            model_name='passportopening',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['check', 'question', 'mistake', 'letter'])), name='opening_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='registercounter',
            constraint=models.UniqueConstraint(fields=('event', 'year'), name='register_counter_one_a_year'),
        ),
    ]
