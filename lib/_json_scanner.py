"""json.scanner"""
from json import _decode

__all__ = ['make_scanner']
c_make_scanner = None


def make_scanner(context):
    """A function that gives the value at s[idx] and the index behind it."""
    def scan_once(s, idx):
        return _decode(s, idx, True, context.strict, context.object_hook, context.parse_float, context.parse_int,
                       context.parse_constant, context.object_pairs_hook)
    return scan_once


py_make_scanner = make_scanner
