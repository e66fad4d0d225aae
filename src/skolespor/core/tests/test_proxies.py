"""Where a request came from is what our own proxies saw, never what the visitor says."""

import pytest
from django.test import RequestFactory

from skolespor.core.middleware import BehindProxies


def origin(passed):
    """The address that the rest of the house sees; the request itself comes from 10.0.0.9."""
    headers = {"HTTP_X_FORWARDED_FOR": passed} if passed is not None else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", **headers)
    BehindProxies(lambda _request: None)(request)
    return request.META["REMOTE_ADDR"]


def test_without_proxies_nobody_is_believed(settings):
    assert settings.PROXIES == 0
    assert origin("192.0.2.7") == "10.0.0.9"


@pytest.mark.parametrize(
    "passed", ["192.0.2.7", "198.51.100.1, 192.0.2.7", "1.1.1.1,8.8.8.8,192.0.2.7"]
)
def test_one_proxy_tells_who_came_and_an_invented_address_before_it_counts_nothing(
    settings, passed
):
    settings.PROXIES = 1
    assert origin(passed) == "192.0.2.7"


def test_two_proxies_are_both_passed(settings):
    settings.PROXIES = 2
    assert origin("198.51.100.1, 192.0.2.7, 10.0.0.1") == "192.0.2.7"


@pytest.mark.parametrize("passed", [None, "", "192.0.2.7", " , "])
def test_too_few_addresses_change_nothing(settings, passed):
    settings.PROXIES = 2
    assert origin(passed) == "10.0.0.9"
