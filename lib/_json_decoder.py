"""json.decoder"""
from json import JSONDecodeError, _decode
from _json_coders import JSONDecoder

__all__ = ['JSONDecoder', 'JSONDecodeError']
NaN = float('nan')
PosInf = float('inf')
NegInf = float('-inf')


def scanstring(s, end, strict=True):
    """The string whose opening quote is s[end - 1], and the index behind it."""
    if end < 1:
        raise ValueError('end is out of bounds')
    return _decode(s, end - 1, True, strict, None, None, None, None, None)


py_scanstring = scanstring
c_scanstring = None
