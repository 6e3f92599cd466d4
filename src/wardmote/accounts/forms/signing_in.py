"""What people fill in to come in."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator

from wardmote.words import gettext as _


class SignInForm(forms.Form):
    """An address and a password. Words are put in when a page is made, in the language of its reader."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        max_length=1024, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["email"], self.fields["password"]
        email.label, password.label = _("Email address"), _("Password")
        email.error_messages["required"] = _("Enter your email address")
        email.error_messages["invalid"] = _("Enter an email address in the correct format, like name@example.org")
        email.validators = [EmailValidator(message=email.error_messages["invalid"]), *email.validators[1:]]
        password.error_messages["required"] = _("Enter your password")

    def refuse(self) -> None:
        """Say that the pair did not fit, without saying which half."""
        self.add_error("email", _("The email address or the password is not right"))
