"""What people fill in to come in."""

import json
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.http import HttpRequest, QueryDict

from wardmote.words import gettext as _


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, empty as it may be; None when the page is only read."""
    return request.POST if request.method == "POST" else None


class AddressForm(forms.Form):
    """An address, for a forgotten password."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("Email address")
        email.error_messages["required"] = _("Enter your email address")
        email.error_messages["invalid"] = _("Enter an email address in the correct format, like name@example.org")
        email.validators = [EmailValidator(message=email.error_messages["invalid"]), *email.validators[1:]]


class SignInForm(AddressForm):
    """An address and a password."""

    password = forms.CharField(
        max_length=1024, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label = _("Password")
        password.error_messages["required"] = _("Enter your password")

    def refuse(self) -> None:
        """Say that the pair did not fit, without saying which half."""
        self.add_error("email", _("The email address or the password is not right"))

    def slow_down(self) -> None:
        """Say that there were too many tries, whether or not the address is anybody's."""
        self.add_error(
            "email", _("There were too many tries. Wait five minutes, or use ‘I have forgotten my password’")
        )


APP_DIGITS = 6  # of an app's code; a recovery code has more


class CodeForm(forms.Form):
    """A code of an authenticator app, or a recovery code."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )
    at_once = True  # the box has the focus when the page opens: it is what the page is for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.help_text = _("The 6 digits that your app shows now, or one of your recovery codes.")
        code.error_messages["required"] = _("Enter the code")
        if self.at_once:
            code.widget.attrs["autofocus"] = "autofocus"

    def refuse(self) -> None:
        """The code proves nothing: wrong, too old, or used already. Whoever types a recovery code has no app to wait for."""
        if sum(sign.isdigit() for sign in self.data.get("code", "")) > APP_DIGITS:
            said = _("That recovery code is not right, or was used already: each works once. Try another one of yours")
            self.add_error("code", said)
            return
        self.add_error("code", _("That code is not right, or was used already. Wait for the app’s next one"))

    def slow_down(self) -> None:
        self.add_error(
            "code", _("There were too many tries. Wait five minutes, then try a code that you have not used yet")
        )


class AppCodeForm(CodeForm):
    """The first code of an app that was just told the secret."""

    at_once = False  # the picture for the app comes before it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The 6 digits that the app shows for Wardmote now.")

    def refuse(self) -> None:
        self.add_error(
            "code", _("That is not the code. Check that your telephone’s clock is right, and enter the newest")
        )


class PasskeyForm(forms.Form):
    """What the browser answers when it makes a passkey or proves one."""

    name = forms.CharField(max_length=60, required=False)
    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].help_text = _("Such as ‘Work laptop’, to tell it from others later.")

    def clean_credential(self) -> Any:
        try:
            return json.loads(self.cleaned_data["credential"])
        except ValueError:
            raise forms.ValidationError(_("The browser’s answer could not be read")) from None

    def refuse(self) -> None:
        self.add_error(None, _("The passkey did not work. Try once more, or use another way"))

    def slow_down(self) -> None:
        self.add_error(None, _("There were too many tries. Wait five minutes, then try once more"))


class ConfirmForm(forms.Form):
    """Said by whoever has printed the recovery codes."""

    kept = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].label = _(
            "I have printed these codes or written them down, and keep them where only I can find them"
        )
        self.fields["kept"].error_messages["required"] = _("Print or write down the codes, and tick the box to say so")


class NewPasswordForm(forms.Form):
    """A new password, typed once: whoever wants to see it can. `member` is whose it will be, so that their name is no part of it."""

    password = forms.CharField(
        max_length=1024, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, about: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        password = self.fields["password"]
        password.label = _("New password")
        password.help_text = _(
            "At least 12 characters. Three or four words that do not belong together are easy to remember and hard to guess."
        )
        password.error_messages["required"] = _("Enter a new password")

    def clean_password(self) -> str:
        from wardmote.accounts import passwords

        found: str = self.cleaned_data["password"]
        objection = passwords.objection(found, about=self.about)
        if objection:
            raise forms.ValidationError(objection)
        return found
