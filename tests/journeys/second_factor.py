"""The app on a person's telephone that makes codes (RFC 6238), and signing in with it."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass

from playwright.sync_api import Page

PASSWORD = "Tre grønne cykler i regnen"
SECONDS = 30


@dataclass
class Phone:
    """Knows the secret that the page has shown. A code is used once, so it waits for a new one."""

    secret: str
    used: int = 0

    def code(self) -> str:
        while int(time.time()) // SECONDS == self.used:
            time.sleep(0.2)
        self.used = int(time.time()) // SECONDS
        return totp(self.secret, self.used)


def totp(secret: str, counter: int) -> str:
    """Six digits for one half minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number: int = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def accept(page: Page, link: str, phone_number: str = "12 34 56 78") -> None:
    """Follow the link of an invitation and choose a password."""
    page.goto(link)
    page.get_by_label("adgangskode").first.fill(PASSWORD)
    page.get_by_role("button", name="Kom i gang").click()


def turn_codes_on(page: Page) -> Phone:
    """From the page that says one must choose: let the app read the secret, write its code."""
    page.get_by_role("link", name="Slå koder fra en app til").click()
    return read_secret(page)


def read_secret(page: Page) -> Phone:
    phone = Phone(page.locator("span.code").inner_text().strip())
    page.get_by_label("Koden fra appen").fill(phone.code())
    page.get_by_role("button", name="Slå til").click()
    return phone


def begin_to_sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """The first of the two steps."""
    page.goto("/konto/log-ind/")
    page.get_by_label("Mailadresse").fill(email)
    page.get_by_label("Adgangskode").fill(password)
    page.get_by_role("button", name="Log ind", exact=True).click()


def sign_in(page: Page, email: str, phone: Phone) -> None:
    begin_to_sign_in(page, email)
    page.get_by_label("Kode").fill(phone.code())
    page.get_by_role("button", name="Log ind", exact=True).click()
