"""Imports every feature's models, so that Django finds them in this app."""

from proceedings.papers.models import Article, ArticleAuthor
from proceedings.publishing.models import Build, Galley
from proceedings.volumes.models import Section, Volume

__all__ = ["Article", "ArticleAuthor", "Build", "Galley", "Section", "Volume"]
