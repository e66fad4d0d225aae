from datetime import date

from skolespor.children.tests.pages import words

TODAY, TOMORROW = date(2026, 11, 16), date(2026, 11, 17)
SECRET, SHARED = "Jeg er alene i frikvarteret.", "Jeg vil sidde tæt på tavlen."
FIRST = "Én ting, før vi går i gang."


def read(browser, url):
    return words(browser.get(url))
