"""The menu says where one is, once."""

import pytest


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", ["Mit overblik"]),
        ("/boern/", ["Børn, jeg følger"]),
        ("/boern/opret/", ["Opret et barn"]),
        ("/boern/opret/nyt/", ["Opret et barn"]),
        ("/boern/noedadgang/", ["Nødadgang"]),
        ("/boern/dobbelt/", ["Børn, jeg følger"]),
        ("/hjaelp/", []),
    ],
)
def test_one_entry_of_the_menu_is_marked_as_here(sign_in, leader_lis, address, here):
    menu = sign_in(leader_lis).get(address).context["navigation"]
    assert [item.label for item in menu if item.current] == here
