"""How allauth speaks and sends mail here: our words, into the outbox, in the language of the page."""

import re
from typing import Any

import css_inline
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from conference.core.mail import services as mail

WRONG_CODE = _("This is not the code. Look into the newest mail, and mind that older codes no longer work.")
TOO_MANY = _("Too many attempts. Wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Renders allauth's text templates and stores the mail, so that a slow mail server never holds up a sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is your main address. Make another one the main address first."),
        "duplicate_email": _("This address belongs to your account already."),
        "email_password_mismatch": _("Address and password do not match."),
        "email_taken": _("There is an account with this address already."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("Enter your e-mail address."),
        "invalid_password_reset": _("This link is not valid any more."),
        "max_email_addresses": _("An account can have %d addresses."),
        "rate_limited": TOO_MANY,
        "same_as_current": _("This is the address you have now."),
        "too_many_login_attempts": TOO_MANY,
        "unknown_email": _("There is no account with this address."),
        "unverified_primary_email": _("Your main address must be confirmed first."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Store one of allauth's mails for delivery."""
        language = translation.get_language() or settings.LANGUAGE_CODE
        values = {**context, "email": email, "SITE_URL": settings.SITE_URL, "language": language}
        subject = render_to_string(f"{template_prefix}_subject.txt", values).strip()
        text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template_prefix}_message.txt", values).strip())
        body = {**values, "subject": subject, "paragraphs": text.split("\n\n")}
        html = css_inline.inline(render_to_string("mail/plain.html", body), load_remote_stylesheets=False)
        mail.store(to=email, subject=subject, text=text, html=html, language=language)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the language in which somebody signed up: it is that of their mails."""
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the settings from which the password page was opened."""
        return reverse("my:account")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("With a second factor in use no address can be added. Switch it off first."),
        "cannot_delete_authenticator": _("The second factor cannot be switched off."),
        "cannot_generate_recovery_codes": _("Recovery codes go with a second factor: set up the app first."),
        "incorrect_code": _("This is not the code. Take the one that the app shows now."),
        "unverified_email": _("Confirm all your e-mail addresses first."),
    }


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts of other sites in our words."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("This account is connected to somebody else here."),
        "disconnect_last": _("This is your only way to sign in. Set a password first."),
        "email_taken": _("There is an account with this address already. Sign in to it, then connect %s in settings."),
        "invalid_token": _("The other site did not confirm who you are."),
        "no_password": _("Your account has no password yet."),
        "no_verified_email": _("Your account has no confirmed address."),
    }
