"""Tests of pure code cannot reach the network, not even this machine's own."""

import socket

import pytest

from tests.conftest import NetworkUsedError


def test_a_test_of_pure_code_can_open_no_connection() -> None:
    with socket.socket() as caller, pytest.raises(NetworkUsedError, match=r"socket\.connect"):
        caller.connect(("127.0.0.1", 9))


def test_a_test_of_pure_code_can_ask_for_no_address() -> None:
    with pytest.raises(NetworkUsedError, match=r"socket\.getaddrinfo"):
        socket.getaddrinfo("localhost", 9)


def test_a_test_of_pure_code_can_listen_on_no_port() -> None:
    with socket.socket() as listener, pytest.raises(NetworkUsedError, match=r"socket\.bind"):
        listener.bind(("127.0.0.1", 0))
