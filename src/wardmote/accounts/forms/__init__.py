"""What people fill in. Words are put in when a page is made, in the language of its reader."""

from wardmote.accounts.forms.signing_in import SignInForm

__all__ = ["SignInForm"]
