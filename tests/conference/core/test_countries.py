"""Countries are called by their names in every language of the site."""

import pytest
from django.utils import translation
from django_countries.fields import Country


@pytest.mark.parametrize(("language", "name"), [("ru", "Казахстан"), ("kk", "Қазақстан"), ("en", "Kazakhstan")])
def test_name_in_the_pages_language(language, name):
    with translation.override(language):
        assert Country("KZ").name == name
