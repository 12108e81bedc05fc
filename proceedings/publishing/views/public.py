"""What everybody sees of volumes: covers, contents, articles, files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from conference.core.ids import slug_from
from conference.core.text.localized import localized
from conference.events.access import public_event
from conference.events.models import Event
from proceedings.papers.queries import languages_of
from proceedings.publishing import queries
from proceedings.publishing.citing import citation, highwire
from proceedings.publishing.downloads import pdf_response
from proceedings.publishing.models import Galley

HERE = "proceedings/publishing/public/"
ARTICLES_PER_PAGE = 100


@public_event
def proceedings(request: HttpRequest, event: Event) -> HttpResponse:
    """Show the published volumes; of a single one its contents at once."""
    volumes = queries.public_volumes(event)
    if len(volumes) == 1:
        return _contents(request, event, volumes[0])
    return render(request, HERE + "volumes.html", {"event": event, "volumes": volumes})


@public_event
def volume(request: HttpRequest, event: Event, slug: str) -> HttpResponse:
    """Show the contents of a volume."""
    return _contents(request, event, _published(event, slug))


@public_event
def volume_file(request: HttpRequest, event: Event, slug: str) -> HttpResponseBase:
    """Give the whole volume as PDF."""
    found = _published(event, slug)
    title = localized(found.volume.title, found.build.language)
    return pdf_response(
        request,
        name=found.build.file,
        size=found.build.size,
        digest=found.build.digest,
        filename=f"{slug_from(title, 'volume', max_length=80)}.pdf",
        is_public=event.is_public,
    )


@public_event
def article(request: HttpRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Show an article: abstracts, authors, how to cite it, its file."""
    galley = _galley(event, slug, code)
    found = galley.published
    before, after = queries.neighbours(galley)
    address = reverse("public:article_file", kwargs={"event": event.slug, "slug": slug, "code": code})
    context = {
        "event": event,
        "volume": galley.build.edition,
        "galley": galley,
        "article": found,
        "languages_of_abstract": languages_of(found),
        "citation": citation(galley),
        "highwire": highwire(galley, request.build_absolute_uri(address)),
        "before": before,
        "after": after,
    }
    return render(request, HERE + "article.html", context)


@public_event
def article_file(request: HttpRequest, event: Event, slug: str, code: str) -> HttpResponseBase:
    """Give an article as PDF."""
    galley = _galley(event, slug, code)
    name = galley.file.rsplit("/", 1)[-1]
    return pdf_response(
        request, name=galley.file, size=galley.size, digest=galley.digest, filename=name, is_public=event.is_public
    )


def _published(event: Event, slug: str) -> queries.PublicVolume:
    found = next((entry for entry in queries.public_volumes(event) if entry.volume.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _galley(event: Event, slug: str, code: str) -> Galley:
    galley = queries.public_galley(event, slug, code)
    if galley is None:
        raise Http404
    return galley


def _contents(request: HttpRequest, event: Event, found: queries.PublicVolume) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:200]
    page = Paginator(queries.public_galleys(found.build, typed), ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "volume": found.volume,
        "build": found.build,
        "typed": typed,
        "page": page,
        "sections": queries.by_section(page.object_list),
    }
    return render(request, HERE + "volume.html", context)
