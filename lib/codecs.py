"""Encodings as objects: the registry, incremental and stream-wise encoding and decoding."""
import builtins
import sys

import _codecs
from _codecs import *
from _codecs import _forget_codec

__all__ = ['register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE',
           'BOM64_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE',
           'BOM_UTF32_BE', 'CodecInfo', 'Codec', 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader',
           'StreamWriter', 'StreamReaderWriter', 'StreamRecoder', 'getencoder', 'getdecoder', 'getincrementalencoder',
           'getincrementaldecoder', 'getreader', 'getwriter', 'encode', 'decode', 'iterencode', 'iterdecode',
           'strict_errors', 'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors', 'backslashreplace_errors',
           'namereplace_errors', 'register_error', 'lookup_error']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM32_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM64_LE = b'\xff\xfe\0\0'
BOM_UTF32_BE = BOM64_BE = b'\0\0\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_LE if sys.byteorder == 'little' else BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_LE if sys.byteorder == 'little' else BOM_UTF32_BE


class CodecInfo(tuple):
    """What lookup() gives: (encode, decode, streamreader, streamwriter) with names."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return '<%s.%s object for encoding %s at %#x>' % (
            type(self).__module__, type(self).__qualname__, self.name, id(self))


# ---- base classes ----

class Codec:
    """Stateless encoding and decoding."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes in steps."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps what _buffer_encode could not encode yet."""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        text = self.buffer + input
        result, used = self._buffer_encode(text, self.errors, final)
        self.buffer = text[used:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class IncrementalDecoder:
    """Decodes in steps."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b'', 0

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps what _buffer_decode could not decode yet."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, used = self._buffer_decode(data, self.errors, final)
        self.buffer = data[used:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b''

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class _Around:
    """What stream wrappers leave to their stream."""

    def __getattr__(self, name):
        if name == 'stream':
            raise AttributeError(name)
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % type(self).__name__)


class StreamWriter(_Around, Codec):
    """Writes text to a binary stream."""

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if offset == 0 and whence == 0:
            self.reset()


class StreamReader(_Around, Codec):
    """Reads text from a binary stream. bytebuffer holds bytes not decoded, charbuffer text not read yet."""

    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors
        self.bytebuffer = b''
        self.charbuffer = self.charbuffertype()

    def _decode_first_line(self, data, error):
        text, used = self.decode(data[:error.start], self.errors)
        if len(text.splitlines(True)) <= 1:
            raise error
        return text, used

    def read(self, size=-1, chars=-1, firstline=False):
        """chars: how many characters are wanted, else `size`, which also is how many bytes to read at a time.
        firstline: an error behind the first line does not count."""
        if chars < 0 and size is not None and size >= 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            fresh = self.stream.read() if size is None or size < 0 else self.stream.read(size)
            data = self.bytebuffer + fresh
            if not data:
                break
            try:
                text, used = self.decode(data, self.errors)
            except UnicodeDecodeError as e:
                if not firstline:
                    raise
                text, used = self._decode_first_line(data, e)
            self.bytebuffer = data[used:]
            self.charbuffer += text
            if not fresh or chars < 0:
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self.charbuffertype()
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def _ends_line(self, line):
        """The first line of what was read, '' if its end has not been read yet."""
        lines = line.splitlines(True)
        if lines and (len(lines) > 1 or lines[0].splitlines(False)[0] != lines[0]):
            return lines[0]
        return line[:0]

    def readline(self, size=None, keepends=True):
        line, self.charbuffer = self.charbuffer, self.charbuffertype()
        step, more = size or 72, line
        while True:
            if line.endswith('\r' if isinstance(line, str) else b'\r'):
                line += self.read(1, 1)
            first = self._ends_line(line)
            if first:
                self.charbuffer = line[len(first):] + self.charbuffer
                line = first
                break
            if size is not None and more is not line:
                break
            fresh = self.read(step, firstline=True)
            if not fresh:
                break
            more, line = fresh, line + fresh
            step = min(step * 2, 8000)
        return line if keepends or not line else line.splitlines(False)[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b''
        self.charbuffer = self.charbuffertype()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self


class StreamReaderWriter(_Around):
    """Both on one stream."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if offset == 0 and whence == 0:
            self.writer.reset()


class StreamRecoder(_Around):
    """Translates: what is read and written has one encoding, the stream another."""

    data_encoding = file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.encode, self.decode = encode, decode
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def _encoded(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._encoded(self.reader.read(size))

    def readline(self, size=None):
        return self._encoded(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._encoded(self.reader.read()).splitlines(keepends=True)

    def __next__(self):
        return self._encoded(next(self.reader))

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


# ---- shortcuts ----

def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    if encoding is not None and 'b' not in mode:
        mode += 'b'
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    file_encoding = file_encoding or data_encoding
    data, target = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, data.encode, data.decode, target.streamreader, target.streamwriter, errors)
    recoder.data_encoding, recoder.file_encoding = data_encoding, file_encoding
    return recoder


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    found = lookup(encoding).incrementalencoder
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementaldecoder(encoding):
    found = lookup(encoding).incrementaldecoder
    if found is None:
        raise LookupError(encoding)
    return found


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for part in iterator:
        data = encoder.encode(part)
        if data:
            yield data
    data = encoder.encode('', True)
    if data:
        yield data


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for part in iterator:
        text = decoder.decode(part)
        if text:
            yield text
    text = decoder.decode(b'', True)
    if text:
        yield text


def make_identity_dict(rng):
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    """Codes that two bytes decode to are mapped to None."""
    out = {}
    for byte, code in decoding_map.items():
        out[code] = None if code in out else byte
    return out


# ---- the interpreter's own encodings, for a computer without the package encodings ----

_OWN = {'utf_8': 'utf8 u8 utf cp65001', 'ascii': 'us_ascii 646', 'iso8859_1': 'latin_1 latin1 latin l1 iso_8859_1 8859',
        'utf_16': 'utf16 u16', 'utf_16_le': 'utf_16le', 'utf_16_be': 'utf_16be', 'utf_32': 'utf32 u32',
        'utf_32_le': 'utf_32le', 'utf_32_be': 'utf_32be', 'utf_7': 'utf7 u7', 'unicode_escape': 'unicodeescape',
        'raw_unicode_escape': 'rawunicodeescape'}


def _make_own(name, function):
    encode_it = getattr(_codecs, function + '_encode')
    decode_it = getattr(_codecs, function + '_decode')
    whole = function in ('ascii', 'latin_1')

    def decode_all(input, errors='strict'):
        return decode_it(input, errors) if whole else decode_it(input, errors, True)

    class Encoder(IncrementalEncoder):
        """Writes the mark of utf-16 and utf-32 once."""
        started = False

        def encode(self, input, final=False):
            order = 0
            if self.started and function in ('utf_16', 'utf_32'):
                order = -1 if sys.byteorder == 'little' else 1
            self.started = True
            return (encode_it(input, self.errors, order) if order else encode_it(input, self.errors))[0]

        def reset(self):
            self.started = False

    class Decoder(BufferedIncrementalDecoder):
        order = 0

        def _buffer_decode(self, input, errors, final):
            if whole:
                return decode_it(input, errors)
            if function not in ('utf_16', 'utf_32'):
                return decode_it(input, errors, final)
            text, used, self.order = getattr(_codecs, function + '_ex_decode')(input, errors, self.order, final)
            if self.order == 0 and used:
                self.order = -1 if sys.byteorder == 'little' else 1
            return text, used

        def reset(self):
            super().reset()
            self.order = 0

    class Writer(StreamWriter):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.encoder = Encoder(errors)

        def encode(self, input, errors='strict'):
            self.encoder.errors = errors
            return self.encoder.encode(input), len(input)

        def reset(self):
            self.encoder.reset()

    class Reader(StreamReader):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.decoder = Decoder(errors)

        def decode(self, input, errors='strict'):
            self.decoder.errors = errors
            return self.decoder._buffer_decode(input, errors, False)

        def reset(self):
            super().reset()
            self.decoder.reset()

    return CodecInfo(encode_it, decode_all, Reader, Writer, Encoder, Decoder, name)


def _search_own(name):
    for own, others in _OWN.items():
        if name == own or name in others.split():
            return _make_own(own.replace('utf_', 'utf-').replace('_le', '-le').replace('_be', '-be').replace('_esc', '-esc'),
                             'latin_1' if own == 'iso8859_1' else own)
    return None


_codecs._own = _search_own


def __getattr__(name):
    return getattr(_codecs, name)
