"""Sockets in tests."""
import contextlib
import socket
import unittest

HOST, HOSTv4, HOSTv6 = 'localhost', '127.0.0.1', '::1'
IPV6_ENABLED = False
has_gethostname = True


def find_unused_port(family=socket.AF_INET, socktype=socket.SOCK_STREAM):
    with socket.socket(family, socktype) as s:
        return bind_port(s)


def bind_port(sock, host=HOSTv4):
    sock.bind((host, 0))
    return sock.getsockname()[1]


def bind_unix_socket(sock, addr):
    sock.bind(addr)


def skip_unless_bind_unix_socket(test):
    return test


def skip_if_tcp_blackhole(test):
    return test


@contextlib.contextmanager
def transient_internet(resource_name, **kw):
    raise unittest.SkipTest('needs the internet')
    yield
