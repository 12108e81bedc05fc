
import conference.core.ids
import django.db.models.deletion
import django.utils.timezone
import i18nfield.fields
from itertools import islice

from django.db import migrations, models
from i18nfield.strings import LazyI18nString


DEFAULT = {
    "ru": "Я даю согласие на обработку моих персональных данных для этого мероприятия",
    "kk": "Осы іс-шара үшін жеке деректерімді өңдеуге келісемін",
    "en": "I agree to the processing of my personal data for this event",
}
AT_ONCE = 1000


def _check_now(schema_editor):
    """PostgreSQL changes no table while checks of its rows are put off to the end."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def keep_what_was_agreed(apps, schema_editor):
    """Make the one consent that each event had a consent with versions; of earlier wordings only the number is known."""
    Registration = apps.get_model("conference", "Registration")
    Settings = apps.get_model("conference", "RegistrationSettings")
    texts = {row.event_id: (row.consent_text, row.consent_version) for row in Settings._base_manager.all()}
    guests = Registration._base_manager.order_by()
    events = set(texts) | set(guests.values_list("event", flat=True).distinct())
    for event in sorted(events):
        versions = _make_versions(apps, event, guests.filter(event=event), *texts.get(event, ("", 1)))
        _make_agreements(apps, guests.filter(event=event), versions)
    _check_now(schema_editor)


def _make_versions(apps, event, guests, text, last):
    Consent = apps.get_model("conference", "Consent")
    Version = apps.get_model("conference", "ConsentVersion")
    consent = Consent._base_manager.create(event_id=event, kind="data", is_required=True)
    first = dict(guests.values("consent_version").annotate(at=models.Min("consented_at")).values_list("consent_version", "at"))
    versions = {}
    for number in sorted({*first, last}):
        words = text if number == last else ""
        at = first.get(number) or django.utils.timezone.now()
        versions[number] = Version._base_manager.create(
            consent=consent, number=number, title=LazyI18nString(DEFAULT), text=words, published_at=at
        )
    return versions


def _make_agreements(apps, guests, versions):
    Agreement = apps.get_model("conference", "Agreement")
    rows = guests.values_list("pk", "consent_version", "consented_at").iterator(chunk_size=AT_ONCE)
    made = (Agreement(registration_id=pk, version=versions[number], agreed_at=at) for pk, number, at in rows)
    while batch := list(islice(made, AT_ONCE)):
        Agreement._base_manager.bulk_create(batch)


def back_into_columns(apps, schema_editor):
    """Put the last wording, its number, and what each guest agreed to back into the columns that were."""
    Registration = apps.get_model("conference", "Registration")
    Settings = apps.get_model("conference", "RegistrationSettings")
    Version = apps.get_model("conference", "ConsentVersion")
    Agreement = apps.get_model("conference", "Agreement")
    for version in Version._base_manager.filter(consent__kind="data").select_related("consent").order_by("number"):
        values = {"consent_text": version.text, "consent_version": version.number}
        Settings._base_manager.update_or_create(event_id=version.consent.event_id, defaults=values)
    given = Agreement._base_manager.filter(version__consent__kind="data").select_related("version").order_by("agreed_at")
    for agreement in given.iterator(chunk_size=AT_ONCE):
        Registration._base_manager.filter(pk=agreement.registration_id).update(
            consent_version=agreement.version.number, consented_at=agreement.agreed_at
        )
    _check_now(schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('conference', '0013_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=conference.core.ids.new_code, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('data', 'processing of personal data'), ('pictures', 'photographs and recordings'), ('news', 'letters about other events'), ('other', 'something else')], default='other', max_length=10, verbose_name='it is about')),
                ('is_required', models.BooleanField(default=False, verbose_name='nobody registers without it')),
                ('is_asked', models.BooleanField(default=True, verbose_name='is asked')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conference.event')),
            ],
            options={
                'verbose_name': 'consent',
                'ordering': ['position', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['data', 'pictures', 'news', 'other'])), name='consent_kind_known'),
                    models.UniqueConstraint(condition=models.Q(('kind', 'data')), fields=('event',), name='consent_to_processing_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'data'), _negated=True), models.Q(('is_asked', True), ('is_required', True)), _connector='OR'), name='consent_to_processing_always_asked'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ConsentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', i18nfield.fields.I18nCharField(max_length=300, verbose_name='what the guest ticks')),
                ('text', i18nfield.fields.I18nTextField(blank=True, default='', verbose_name='explanation')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='conference.consent')),
            ],
            options={
                'verbose_name': 'version of a consent',
                'ordering': ['consent', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('consent', 'number'), name='consent_version_number_once'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='consent_version_number_from_one'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('how', models.CharField(choices=[('form', 'in the form'), ('team', 'told the team'), ('api', 'through the API')], default='form', max_length=4)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='conference.registration')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='conference.consentversion')),
            ],
            options={
                'verbose_name': 'given consent',
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('registration', 'version'), name='agreement_once'),
                    models.CheckConstraint(condition=models.Q(('how__in', ['form', 'team', 'api'])), name='agreement_way_known'),
                    models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('agreed_at')), _connector='OR'), name='agreement_withdrawn_after_it_was_given'),
                ],
            },
        ),
        migrations.RunPython(keep_what_was_agreed, back_into_columns),
        migrations.RemoveField(
            model_name='registration',
            name='consent_version',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='consented_at',
        ),
        migrations.RemoveField(
            model_name='registrationsettings',
            name='consent_text',
        ),
        migrations.RemoveField(
            model_name='registrationsettings',
            name='consent_version',
        ),
    ]
