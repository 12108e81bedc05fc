"""Public pages read what a build froze: the files that exist are given what their articles say now.

A file whose article was deleted has no page and cannot be given one: it goes, the whole volume keeps the article.
"""

import django.core.serializers.json
from django.core.files.storage import default_storage
from django.db import migrations, models

IN_LANGUAGES = ("title", "abstract", "keywords")
PLAIN = ("language", "references", "udc", "mrnti", "doi")
AUTHOR = ("family_name", "given_name", "patronymic", "degree", "organisation", "town", "country", "orcid")


def in_languages(value):
    data = getattr(value, "data", value)
    if isinstance(data, dict):
        return {code: text for code, text in data.items() if text and str(text).strip()}
    return {"": str(data)} if data else {}


def fill(apps, schema_editor):
    Galley = apps.get_model("proceedings", "Galley")
    rows = Galley._base_manager.using(schema_editor.connection.alias)
    for galley in rows.filter(article__isnull=True):
        default_storage.delete(galley.file)
        galley.delete()
    for galley in rows.select_related("article__section").prefetch_related("article__authors").iterator(200):
        article, section = galley.article, galley.article.section
        authors = sorted(article.authors.all(), key=lambda author: author.position)
        galley.code, galley.search_key = article.code, article.search_key
        galley.content = {
            **{name: in_languages(getattr(article, name)) for name in IN_LANGUAGES},
            **{name: getattr(article, name) for name in PLAIN},
            "section": {"pk": section.pk, "name": in_languages(section.name)} if section else None,
            "authors": [{name: str(getattr(author, name)) for name in AUTHOR} for author in authors],
        }
        galley.save(update_fields=["code", "search_key", "content"])


class Migration(migrations.Migration):
    dependencies = [("proceedings", "0002_build_content_digest")]
    operations = [
        migrations.AddField(
            model_name="galley",
            name="code",
            field=models.CharField(
                default="", editable=False, help_text="the article's; it outlives the article", max_length=8
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="galley",
            name="content",
            field=models.JSONField(
                default=dict,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                help_text="see `frozen.freeze`",
            ),
        ),
        migrations.AddField(
            model_name="galley", name="search_key", field=models.TextField(default="", editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="galley",
            constraint=models.UniqueConstraint(fields=("build", "code"), name="galley_code_once"),
        ),
    ]
