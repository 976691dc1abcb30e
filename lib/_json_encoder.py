"""json.encoder"""
from json import _quote
from _json_coders import JSONEncoder

__all__ = ['JSONEncoder']
INFINITY = float('inf')
c_encode_basestring = c_encode_basestring_ascii = c_make_encoder = None


def encode_basestring(s):
    return _quote(s, False)


def encode_basestring_ascii(s):
    return _quote(s, True)


py_encode_basestring, py_encode_basestring_ascii = encode_basestring, encode_basestring_ascii
