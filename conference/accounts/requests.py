"""The type of a request after a decorator has made sure that somebody is signed in."""

from django.http import HttpRequest

from conference.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request whose `user` is a real account."""

    user: User
