"""Tokens in letters that prove the address they went to: a public code, and a signature over it and the address."""

from django.core.signing import BadSignature, Signer


class AddressProof:
    """Makes and judges the tokens of one kind of page; `salt` keeps those of other kinds from counting here."""

    def __init__(self, salt: str) -> None:
        self._signer = Signer(salt=salt, sep=".")

    def token(self, code: str, address: str) -> str:
        """Return the token for a letter to `address` about what has the code."""
        return f"{code}.{self._signer.signature(_signed(code, address))}"

    def proves(self, token: str, address: str) -> bool:
        """Return whether the token came with a letter to this address, in any case, about the code that it names."""
        code, _dot, signature = token.partition(".")
        try:
            self._signer.unsign(f"{_signed(code, address)}.{signature}")
        except BadSignature:
            return False
        return True


def has_proof(token: str) -> bool:
    """Return whether a token claims to come from a letter; others are the secret of a page."""
    return "." in token


def code_in(token: str) -> str:
    """Return the code that a token from a letter names."""
    return token.partition(".")[0]


def _signed(code: str, address: str) -> str:
    return f"{code}:{address.casefold()}"
