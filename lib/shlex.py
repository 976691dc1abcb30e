"""Text split as a shell does it (POSIX mode, and the simple lexer's older mode)."""
import sys
from collections import deque


class shlex:
    """Tokens of a text or a stream."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if isinstance(instream, str):
            import io
            instream = io.StringIO(instream)
        self.instream = sys.stdin if instream is None else instream
        self.infile = infile if instream is not None else None
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
        if posix:
            self.wordchars += 'ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ'
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ''
        self.filestack = deque()
        self.source = None
        self._punctuation = '();<>|&' if punctuation_chars is True else punctuation_chars or ''
        self._held = deque()
        if self._punctuation:
            self.wordchars += '~-./*?='
            self.wordchars = ''.join([c for c in self.wordchars if c not in self._punctuation])

    @property
    def punctuation_chars(self):
        return self._punctuation

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        if isinstance(newstream, str):
            import io
            newstream = io.StringIO(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, newstream, 1

    def pop_source(self):
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()

    def sourcehook(self, newfile):
        import os.path
        if newfile.startswith('"'):
            newfile = newfile[1:-1]
        if isinstance(self.infile, str) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile)

    def error_leader(self, infile=None, lineno=None):
        return '"%s", line %d: ' % (self.infile if infile is None else infile, lineno or self.lineno)

    def get_token(self):
        if self.pushback:
            return self.pushback.popleft()
        token = self.read_token()
        if self.source is not None:
            while token == self.source:
                opened = self.sourcehook(self.read_token())
                if opened:
                    self.push_source(opened[1], opened[0])
                token = self.get_token()
        while token == self.eof and self.filestack:
            self.pop_source()
            token = self.get_token()
        return token

    def _read(self):
        if self._held:
            return self._held.pop()
        c = self.instream.read(1)
        if c == '\n':
            self.lineno += 1
        return c

    def _begin(self):
        """The first character of a token; '' at the end."""
        while True:
            c = self._read()
            if c and c in self.commenters:
                self._skip_comment()
            elif not c or c not in self.whitespace:
                return c

    def read_token(self):
        """A token, whatever was pushed back; eof at the end."""
        c = self._begin()
        if not c:
            return self.eof
        if c in self._punctuation:
            return self._run_of_punctuation(c)
        if not self.posix and c in self.quotes:
            return c + self._quoted(c) + c
        if self._is_word(c) or (self.posix and (c in self.quotes or c in self.escape)):
            return self._word(c)
        return c

    def _is_word(self, c):
        return c in self.wordchars or self.whitespace_split

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _run_of_punctuation(self, c):
        text = c
        while (c := self._read()) and (c in self._punctuation or c in self.commenters):
            if c in self._punctuation:
                text += c
            else:
                self._skip_comment()
                if self.posix:
                    return text
        self._held.append(c)
        return text

    def _quoted(self, quote):
        """What stands up to the closing quote."""
        text = ''
        while (c := self._read()) != quote:
            if not c:
                raise ValueError('No closing quotation')
            if self.posix and quote in self.escapedquotes and c in self.escape:
                follows = self._after_escape()
                if follows != c and follows != quote:
                    text += c
                c = follows
            text += c
        return text

    def _after_escape(self):
        c = self._read()
        if not c:
            raise ValueError('No escaped character')
        return c

    def _word(self, c):
        text = ''
        while c and c not in self.whitespace:
            if c in self.commenters:
                self._skip_comment()
                if self.posix:
                    return text
            elif self.posix and c in self.quotes:
                text += self._quoted(c)
            elif self.posix and c in self.escape:
                text += self._after_escape()
            elif c in self.quotes or (self._is_word(c) and c not in self._punctuation):
                text += c
            else:
                self._put_back(c)
                break
            c = self._read()
        return text

    def _put_back(self, c):
        """The character ends a word: it is a token, or with punctuation_chars begins one."""
        if self._punctuation:
            self._held.append(c)
        else:
            self.pushback.appendleft(c)

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    if s is None:
        import warnings
        warnings.warn("Passing None for 's' to shlex.split() is deprecated.", DeprecationWarning, 2)
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ''
    return list(lexer)


def quote(s):
    if not s:
        return "''"
    for c in s:
        if not (c.isascii() and c.isalnum() or c in '@%_-+=:,./'):
            return "'" + s.replace("'", "'\"'\"'") + "'"
    return s


def join(split_command):
    return ' '.join([quote(s) for s in split_command])
