# What is Python in modules of C; the same under CPython.
import binascii
import collections
import heapq
import json
import re

print(collections.Counter("abracadabra").most_common(2), list(heapq.merge([1, 4], [2, 3])), binascii.b2a_qp(b"a=b"))
print(json.JSONEncoder(sort_keys=True).encode({"b": 1, "a": None}), re.escape("a.b") == r"a\.b")
