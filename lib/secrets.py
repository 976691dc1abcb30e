"""Random numbers that nobody can guess, from os.urandom."""
import binascii
import os
from hmac import compare_digest

DEFAULT_ENTROPY = 32


def randbits(k):
    if k < 0:
        raise ValueError('number of bits must be non-negative')
    return int.from_bytes(os.urandom((k + 7) // 8), 'big') >> -k % 8


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    bits = exclusive_upper_bound.bit_length()
    while (n := randbits(bits)) >= exclusive_upper_bound:
        pass
    return n


def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]


def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return binascii.hexlify(token_bytes(nbytes)).decode()


def token_urlsafe(nbytes=None):
    from base64 import urlsafe_b64encode
    return urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode()


def __getattr__(name):
    if name == 'SystemRandom':
        from random import SystemRandom
        return SystemRandom
    raise AttributeError("module 'secrets' has no attribute %r" % name)
