"""The team's pages of volumes: how each stands, its articles, building and publishing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.ids import slug_from
from conference.core.jobs.models import Job
from conference.core.text.localized import localized
from conference.events.access import team
from conference.events.models import Event
from proceedings.papers.queries import articles_of, rows_of
from proceedings.publishing import services
from proceedings.publishing.downloads import pdf_response
from proceedings.publishing.models import Build, Galley
from proceedings.publishing.queries import (
    by_section,
    content_digest,
    current_build,
    difference,
    public_galleys,
    published_build,
    standing_of,
)
from proceedings.volumes.models import Volume
from proceedings.volumes.rules import PROCEEDINGS_EDIT, PROCEEDINGS_PUBLISH

HERE = "proceedings/publishing/manage/"


@team(PROCEEDINGS_EDIT)
def volume_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the volumes and how each stands."""
    return render(request, HERE + "volume_list.html", {"event": event, "standings": standing_of(event)})


@team(PROCEEDINGS_EDIT)
def volume_detail(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show the articles with what each lacks, the files, and what can be done next."""
    volume = _volume(event, slug)
    articles = list(articles_of(volume).defer("source"))
    rows = rows_of(volume, articles)
    edition = _edition(request, event, volume)
    build = edition["build"]
    latest = Job.objects.filter(event=event, kind=services.BUILD, params__volume=volume.pk).first()
    context = {
        "event": event,
        "volume": volume,
        "rows": rows,
        "complete": sum(not row.gaps for row in rows),
        "unready": sum(bool(row.gaps) for row in rows),
        **edition,
        "is_stale": bool(build and build.content_digest != content_digest(volume, articles)),
        "job": latest if latest and not latest.is_finished else None,
        "notes": (latest.result or {}).get("notes", []) if latest else [],
    }
    return render(request, HERE + "volume.html", context)


@team(PROCEEDINGS_EDIT)
def volume_preview(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show the latest build as its readers would find it."""
    edition = _edition(request, event, _volume(event, slug))
    build: Build | None = edition["build"]
    if build is None:
        raise Http404
    sections = by_section(public_galleys(build))
    context = {"event": event, "volume": build.edition, "sections": sections, "is_preview": True}
    return render(request, HERE + "preview.html", context | edition)


def _edition(request: SignedInRequest, event: Event, volume: Volume) -> dict[str, Any]:
    """Return the latest build, what readers have, and what the one would change in the other."""
    build, published = current_build(volume), published_build(volume)
    is_published = bool(build and published and build.pk == published.pk)
    changes = difference(published, build) if build and published and not is_published else None
    return {
        "build": build,
        "published": published,
        "is_published": is_published,
        "changes": changes if changes and any(changes) else None,
        "may_publish": request.user.has_perm(PROCEEDINGS_PUBLISH, event),
    }


@team(PROCEEDINGS_EDIT)
@require_POST
def volume_build(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Queue a build and show its progress."""
    job = services.start_build(volume=_volume(event, slug), by=request.user)
    return redirect("manage:job", event=event.slug, code=job.code)


@team(PROCEEDINGS_PUBLISH)
@require_POST
def volume_publish(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Make the latest build the edition that everybody reads, or take the volume off the public pages."""
    volume = _volume(event, slug)
    if "withdraw" in request.POST:
        services.withdraw_volume(volume=volume, by=request.user)
        messages.success(request, _("The volume is off the public pages."))
        return redirect("manage:volume", event=event.slug, slug=slug)
    try:
        services.publish_volume(volume=volume, by=request.user, code=request.POST.get("build", ""))
        messages.success(request, _("The volume is published."))
    except services.NoFilesError:
        messages.error(request, _("There is nothing to publish, or it was built anew meanwhile: look at it first."))
    return redirect("manage:volume", event=event.slug, slug=slug)


@team(PROCEEDINGS_EDIT)
def volume_file(request: SignedInRequest, event: Event, slug: str) -> HttpResponseBase:
    """Give the current file of a volume, published or not."""
    build = current_build(_volume(event, slug))
    if build is None:
        raise Http404
    name = f"{slug_from(localized(build.volume.title, build.language), 'volume', max_length=80)}.pdf"
    return pdf_response(request, name=build.file, size=build.size, digest=build.digest, filename=name, is_public=False)


@team(PROCEEDINGS_EDIT)
def article_file(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponseBase:
    """Give the current file of an article, published or not."""
    galley = get_object_or_404(
        Galley, build__is_current=True, build__volume__event=event, build__volume__slug=slug, code=code
    )
    name = galley.file.rsplit("/", 1)[-1]
    return pdf_response(
        request, name=galley.file, size=galley.size, digest=galley.digest, filename=name, is_public=False
    )


def _volume(event: Event, slug: str) -> Volume:
    return get_object_or_404(Volume.objects.select_related("event"), event=event, slug=slug)
