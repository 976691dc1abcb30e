# Built-in types say which module they are from: __module__, their repr, tracebacks.
import array
import collections
import struct

for t in (array.array, struct.error, collections.deque, collections.OrderedDict, collections.defaultdict, int, OSError,
          type(None), type(len), type(lambda: 0)):
    print(t.__module__, t.__qualname__, t)
