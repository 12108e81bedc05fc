"""Countries are called by their names in every language of the site."""

import pytest
from django.utils import translation
from django_countries import countries
from django_countries.fields import Country

from conference.core.text.collation import sort_key


@pytest.mark.parametrize(("language", "name"), [("ru", "Казахстан"), ("kk", "Қазақстан"), ("en", "Kazakhstan")])
def test_name_in_the_pages_language(language, name):
    with translation.override(language):
        assert Country("KZ").name == name


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_lists_follow_the_alphabet_of_the_page_after_the_nearest_countries(language):
    with translation.override(language):
        names = [str(name) for code, name in countries if code]
        nearest, others = names[:7], names[7:]
        assert nearest[0] == Country("KZ").name
        assert others == sorted(others, key=lambda name: sort_key(name, language))
    if language == "ru":
        assert "Кыргызстан" in nearest
