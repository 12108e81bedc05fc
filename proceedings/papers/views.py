"""The team's pages of articles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors
from conference.events.access import team
from conference.events.models import Event
from conference.people.forms.authors import AUTHORS, NamedAuthorForms, rows_of, typed_in
from proceedings.papers import services
from proceedings.papers.forms import MOST_AUTHORS, ArticleForm, AuthorForms
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.papers.queries import gaps_of
from proceedings.volumes.models import Volume
from proceedings.volumes.rules import PROCEEDINGS_EDIT

HERE = "proceedings/papers/manage/"


@team(PROCEEDINGS_EDIT)
def article_new(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Add an article by hand."""
    volume = get_object_or_404(Volume, event=event, slug=slug)
    return _edit(request, event, Article(volume=volume, language=volume.language))


@team(PROCEEDINGS_EDIT)
def article_edit(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Change an article and its authors."""
    return _edit(request, event, _found(event, slug, code))


@team(PROCEEDINGS_EDIT)
@require_POST
def article_move(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Move an article up or down in its section."""
    article = _found(event, slug, code)
    services.move_article(article=article, by=request.user, down="down" in request.POST)
    response = redirect("manage:volume", event=event.slug, slug=slug)
    response["Location"] += f"#article-{code}"
    return response


@team(PROCEEDINGS_EDIT)
@require_POST
def article_delete(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Delete an article."""
    services.delete_article(article=_found(event, slug, code), by=request.user)
    messages.success(request, _("The article is deleted."))
    return redirect("manage:volume", event=event.slug, slug=slug)


@team(PROCEEDINGS_EDIT)
@require_POST
def take_in(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Make articles of accepted talks that the volume does not have yet."""
    volume = get_object_or_404(Volume.objects.select_related("event"), event=event, slug=slug)
    taken = services.take_in_accepted(volume=volume, by=request.user)
    if taken.created:
        text = ngettext("%(count)s article is taken in.", "%(count)s articles are taken in.", taken.created)
        messages.success(request, text % {"count": taken.created})
    else:
        messages.info(request, _("All accepted talks are in the volume already."))
    return redirect("manage:volume", event=event.slug, slug=slug)


def _found(event: Event, slug: str, code: str) -> Article:
    articles = Article.objects.select_related("volume__event", "section").prefetch_related("authors")
    return get_object_or_404(articles, volume__event=event, volume__slug=slug, code=code)


def _edit(request: SignedInRequest, event: Event, article: Article) -> HttpResponse:
    """Show the form; a button of the authors' list only changes the form, and comes back as a fragment to htmx."""
    volume = article.volume
    is_rearranging = bool(request.POST.get(AUTHORS))
    data = typed_in(request, ArticleAuthor.TYPED, MOST_AUTHORS)
    gaps = gaps_of(article, event.languages) if article.pk else []
    form = ArticleForm(data, instance=article, volume=volume)
    people = _author_forms(article, data)
    context: dict[str, Any] = {"event": event, "volume": volume, "article": article, "form": form, "authors": people}
    if is_rearranging and getattr(request, "htmx", False):
        return render(request, "conference/people/parts/authors.html", context)
    if data is not None and not form.is_language_switch and (saved := _saved(request, volume, form, people)):
        messages.success(request, _("Saved. The files show it after the next build."))
        response = redirect("manage:volume", event=event.slug, slug=volume.slug)
        response["Location"] += f"#article-{saved.code}"
        return response
    return render(request, HERE + "form.html", {**context, "gaps": gaps})


def _author_forms(article: Article, data: QueryDict | None) -> NamedAuthorForms:
    initial = None
    if data is None:
        initial = rows_of(article.known_authors()) or [{}]
    formset: Any = AuthorForms  # the stubs type what the factory returns as the base class
    people: NamedAuthorForms = formset(data, prefix=AUTHORS, initial=initial)
    return people


def _saved(request: SignedInRequest, volume: Volume, form: ArticleForm, people: NamedAuthorForms) -> Article | None:
    """Store what was typed; else put every complaint on the form. Nothing typed is lost either way."""
    if not all([form.is_valid(), people.is_valid()]):
        return None
    article = get_object_or_404(Article, pk=form.instance.pk) if form.instance.pk else None
    try:
        return services.save_article(
            volume=volume, by=request.user, authors=people.authors(), article=article, **form.cleaned_data
        )
    except ValidationError as fault:
        apply_errors(form, ValidationError(fault.messages))
        return None
