"""The team's pages of volumes and their sections."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from proceedings.volumes import services
from proceedings.volumes.forms import SectionForm, VolumeForm
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.queries import proposed_for
from proceedings.volumes.rules import PROCEEDINGS_EDIT

HERE = "proceedings/volumes/manage/"


@team(PROCEEDINGS_EDIT)
def volume_create(request: SignedInRequest, event: Event) -> HttpResponse:
    """Create a volume; the form begins with what the event knows."""
    form = VolumeForm(posted(request), instance=Volume(event=event), initial=proposed_for(event))
    if form.is_valid() and (volume := _saved(form, event=event, by=request.user)):
        messages.success(request, _("The volume is created. Now take in the articles."))
        return redirect("manage:volume", event=event.slug, slug=volume.slug)
    return render(request, HERE + "form.html", {"event": event, "form": form, "volume": None})


@team(PROCEEDINGS_EDIT)
def volume_edit(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Change what the volume says of itself."""
    volume = get_object_or_404(Volume, event=event, slug=slug)
    form = VolumeForm(posted(request), instance=Volume.objects.get(pk=volume.pk))
    if form.is_valid() and (changed := _saved(form, event=event, by=request.user, volume=volume)):
        messages.success(request, _("Saved. The files show it after the next build."))
        return redirect("manage:volume", event=event.slug, slug=changed.slug)
    return render(request, HERE + "form.html", {"event": event, "form": form, "volume": volume})


def _saved(form: VolumeForm, *, event: Event, by: Any, volume: Volume | None = None) -> Volume | None:
    try:
        if volume is None:
            return services.create_volume(event=event, by=by, **form.cleaned_data)
        return services.change_volume(volume=volume, by=by, **form.cleaned_data)
    except ValidationError as fault:
        apply_errors(form, ValidationError(fault.messages))
        return None


@team(PROCEEDINGS_EDIT)
@require_POST
def volume_delete(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Delete a volume that is not public."""
    volume = get_object_or_404(Volume, event=event, slug=slug)
    try:
        services.delete_volume(volume=volume, by=request.user)
    except services.PublicVolumeError:
        messages.error(request, _("Everybody can read this volume. Take it off the public pages first."))
        return redirect("manage:volume", event=event.slug, slug=slug)
    messages.success(request, _("The volume is deleted."))
    return redirect("manage:volumes", event=event.slug)


@team(PROCEEDINGS_EDIT)
def section_list(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show the sections in their order and add to them."""
    volume = get_object_or_404(Volume, event=event, slug=slug)
    form = SectionForm(posted(request), instance=Section(volume=volume))
    if form.is_valid():
        services.save_section(volume=volume, by=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("The section is added."))
        return redirect("manage:volume_sections", event=event.slug, slug=slug)
    sections = list(Section.objects.filter(volume=volume))
    return render(
        request, HERE + "sections.html", {"event": event, "volume": volume, "form": form, "sections": sections}
    )


@team(PROCEEDINGS_EDIT)
def section_edit(request: SignedInRequest, event: Event, slug: str, pk: int) -> HttpResponse:
    """Rename a section."""
    section = get_object_or_404(Section, volume__event=event, volume__slug=slug, pk=pk)
    form = SectionForm(posted(request), instance=Section.objects.get(pk=pk))
    if form.is_valid():
        services.save_section(
            volume=section.volume,
            by=request.user,
            name=form.cleaned_data["name"],
            section=get_object_or_404(Section, pk=pk),
        )
        messages.success(request, _("Saved."))
        return redirect("manage:volume_sections", event=event.slug, slug=slug)
    context = {"event": event, "volume": section.volume, "form": form, "section": section}
    return render(request, HERE + "section_form.html", context)


@team(PROCEEDINGS_EDIT)
@require_POST
def section_move(request: SignedInRequest, event: Event, slug: str, pk: int) -> HttpResponse:
    """Move a section up or down."""
    section = get_object_or_404(Section, volume__event=event, volume__slug=slug, pk=pk)
    services.move_section(section=section, by=request.user, down="down" in request.POST)
    return redirect("manage:volume_sections", event=event.slug, slug=slug)


@team(PROCEEDINGS_EDIT)
@require_POST
def section_delete(request: SignedInRequest, event: Event, slug: str, pk: int) -> HttpResponse:
    """Delete a section; its articles stay."""
    section = get_object_or_404(Section, volume__event=event, volume__slug=slug, pk=pk)
    services.delete_section(section=section, by=request.user)
    messages.success(request, _("The section is deleted. Its articles stand in no section now."))
    return redirect("manage:volume_sections", event=event.slug, slug=slug)
