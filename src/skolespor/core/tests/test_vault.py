"""Files that lie encrypted: what is written comes back, and nothing else does."""

import os

import pytest

from skolespor.core import vault

pytestmark = pytest.mark.once
CANARY = b"KANARIEFUGL 710415-0002\n"
SIZES = [0, 1, vault.CHUNK - 1, vault.CHUNK, vault.CHUNK + 1, 2 * vault.CHUNK, 3 * vault.CHUNK + 7]


@pytest.fixture
def seal(tmp_path):
    """Writes in pieces of an uneven size: `seal(content)` gives the file and its key."""

    def write(content, piece=70_001):
        sealing = vault.Sealing(tmp_path / "vault" / os.urandom(8).hex())
        for place in range(0, len(content), piece):
            sealing.write(content[place : place + piece])
        assert sealing.size == len(content)
        return sealing.file, sealing.close()

    return write


def content_of(size):
    return (CANARY * (size // len(CANARY) + 1))[:size]


def read(file, key):
    with vault.unsealed(file, key) as plain:
        return plain.read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_comes_back(size, seal):
    assert read(*seal(content_of(size))) == content_of(size)


def test_nothing_of_it_is_on_the_disk_and_only_the_owner_may_read(seal):
    file, _key = seal(content_of(vault.CHUNK * 2))
    assert b"KANARIE" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_file_twice_does_not_look_the_same(seal):
    first, second = (seal(content_of(5000))[0].read_bytes() for _time in range(2))
    assert first != second


STEP = vault.CHUNK + vault.TAG
DAMAGES = {
    "cut in a chunk": lambda sealed: sealed[:-1],
    "cut between chunks": lambda sealed: sealed[:STEP],
    "without its beginning": lambda sealed: sealed[STEP:],
    "chunks moved": lambda sealed: sealed[STEP : 2 * STEP] + sealed[:STEP] + sealed[2 * STEP :],
    "a chunk left out": lambda sealed: sealed[:STEP] + sealed[2 * STEP :],
    "a bit turned": lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:],
    "something added": lambda sealed: sealed + b"x",
    "empty": lambda sealed: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_known(damage, seal):
    file, key = seal(content_of(2 * vault.CHUNK + 5))
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    with pytest.raises(vault.Damaged):
        read(file, key)


def test_the_key_of_another_file_opens_nothing(seal):
    file, _key = seal(content_of(10))
    _file, other = seal(content_of(10))
    with pytest.raises(vault.Damaged):
        read(file, other)


def test_what_is_thrown_away_is_gone(tmp_path):
    sealing = vault.Sealing(tmp_path / "file")
    sealing.write(CANARY)
    sealing.discard()
    assert not sealing.file.exists()
