"""allauth's forms in our words: our labels, no placeholders, and what was typed survives a change of language."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from conference.accounts.services import remember_address
from conference.core.forms import KeepsTyped

LABELS = {
    "email": _("E-mail"),
    "login": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "code": _("Code"),
}
PASSWORD_HELP = _("At least ten characters. Three or four words that do not belong together are easy to remember.")


class InOurWords(KeepsTyped):
    """What all of these forms share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A password is typed once: whoever mistypes it comes in by a code and sets it again.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = PASSWORD_HELP if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)

    def full_clean(self) -> None:
        """Check nothing while the language is being changed: a check would count as an attempt to sign in."""
        if self.is_language_switch:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        else:
            super().full_clean()


class OneTimeCode(InOurWords):
    """A code of digits: phones show digits for it, and offer it out of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    """Sign-in by password, the second way; `code_form` is the first."""

    def _setup_password_field(self) -> None:
        """Keep the field, which allauth takes out where people sign up without a password."""

    @property
    def password_form(self) -> "LoginForm":
        """Itself, so that the page need not know which of the two forms was sent."""
        return self

    @cached_property
    def code_form(self) -> "RequestLoginCodeForm":
        """The form of the other way; the language is changed by a button of that form, so that it then has the data."""
        if self.is_language_switch:
            return RequestLoginCodeForm(self.data)
        return RequestLoginCodeForm(initial={"email": self["login"].value()})


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a code by mail; `password_form` is the other way of the same page."""

    @property
    def code_form(self) -> "RequestLoginCodeForm":
        """Itself; see `LoginForm.password_form`."""
        return self

    @cached_property
    def password_form(self) -> LoginForm:
        """The form of the other way."""
        return LoginForm(initial={"login": self["email"].value()})

    def clean_email(self) -> str:
        """Find the account; one that a registration made signs in like any other."""
        email: str = super().clean_email()
        if self._user:
            remember_address(user=self._user)
        return email


class SignupForm(InOurWords, account.SignupForm):  # type: ignore[misc]
    """A new account: an address is enough."""


class AddEmailForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    """One more address of an account."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of an old one."""


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a link to set a new password."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password for whoever came by that link."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class ConfirmLoginCodeForm(OneTimeCode, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that came by mail."""


class ConfirmEmailVerificationCodeForm(OneTimeCode, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that proves an address."""


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second factor: a code of the app, or a recovery code."""


class SecondFactorAgainForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more, before something that matters."""


class ActivateTOTPForm(OneTimeCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that is being set up."""
