"""Text in three languages and three scripts: fallbacks, order, search, transliteration."""
