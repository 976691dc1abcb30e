"""_io: the module io under the name that CPython gives its C half."""
from io import *
from io import DEFAULT_BUFFER_SIZE, IncrementalNewlineDecoder, open_code, text_encoding
from io import BufferedIOBase as _BufferedIOBase
from io import IOBase as _IOBase
from io import RawIOBase as _RawIOBase
from io import TextIOBase as _TextIOBase
