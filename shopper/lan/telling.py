"""What the terminal says to somebody who wants to open it on a phone."""

from collections.abc import Iterable


def how_to_open(urls: Iterable[str], fingerprint: str) -> str:
    """Where to go, what the phone will ask, and what working offline takes."""
    first, *others = urls
    also = f"\n      or {', or '.join(others)}" if others else ""
    return f"""
On a phone in the same network open
      {first}{also}

The phone will warn that the connection is not private: it does not know who made the certificate,
since this machine made it by itself. Choose “Advanced” or “Show details”, then go on to the page.

To try it without a network the phone has to trust the maker of the certificate. Open there
      {first}/certificate
and install what it offers. Android asks for it under Settings, Security, Install a certificate, CA
certificate; iPhones under Settings, Profile downloaded, then General, About, Certificate trust settings.
It can sign for this network's addresses and for nothing else; take it off the phone when you are done.
      SHA-256 {fingerprint[:47]}
              {fingerprint[48:]}
"""
