"""Paragraphs of text in lines of a width; text moved left and right."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']
_SPACES = '\t\n\x0b\x0c\r '


def _word_char(c):
    return c.isalnum() or c in '_!"\'&.,?'


def _letter(text, at):
    return 0 <= at < len(text) and (text[at].isalpha() or text[at] == '_')


def _cut(word):
    """A word without spaces in pieces: behind hyphens between letters, in front of and behind dashes."""
    pieces, start, i, n = [], 0, 0, len(word)
    while i < n:
        if word[i] != '-':
            i += 1
            continue
        end = i
        while end < n and word[end] == '-':
            end += 1
        if end - i >= 2:
            # A dash between words is a piece of its own.
            if i > start and _word_char(word[i - 1]) and end < n and (word[end].isalnum() or word[end] == '_'):
                pieces += [word[start:i], word[i:end]]
                start = end
        elif _letter(word, i - 1) and (_letter(word, i - 2) or word[i - 2] == '-' and _letter(word, i - 3)) and (
                _letter(word, end) and (_letter(word, end + 1) or word[end + 1:end + 2] == '-' and _letter(word, end + 2))):
            pieces.append(word[start:end])
            start = end
        i = end
    if start < n:
        pieces.append(word[start:])
    return pieces


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.tabsize = expand_tabs, replace_whitespace, tabsize
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _plain(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for c in _SPACES:
                text = text.replace(c, ' ')
        return text

    def _split(self, text):
        """What is not broken: words or pieces of them, and the space between."""
        chunks, i, n = [], 0, len(text)
        while i < n:
            space, start = text[i] in _SPACES, i
            while i < n and (text[i] in _SPACES) == space:
                i += 1
            if space or not self.break_on_hyphens:
                chunks.append(text[start:i])
            else:
                chunks += _cut(text[start:i])
        return chunks

    def _fix_endings(self, chunks):
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == ' ' and _ends_sentence(chunks[i]):
                chunks[i + 1] = '  '

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks, lines = self._split(self._plain(text)), []
        if self.fix_sentence_endings:
            self._fix_endings(chunks)
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = self._take(chunks, width)
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or len(lines) < self.max_lines and (
                    (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                    and sum(map(len, line)) <= width):
                lines.append(indent + ''.join(line))
            else:
                self._shorten(lines, line, indent, width)
                break
        return lines

    def _take(self, chunks, width):
        """The chunks of a line, taken from the end of the list."""
        line, used = [], 0
        while chunks and used + len(chunks[-1]) <= width:
            used += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._break_word(chunks, line, used, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _break_word(self, chunks, line, used, width):
        room = 1 if width < 1 else width - used
        if self.break_long_words:
            word, end = chunks[-1], room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind('-', 0, room)
                if hyphen > 0 and any([c != '-' for c in word[:hyphen]]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _shorten(self, lines, line, indent, width):
        """Ends the last line with the placeholder."""
        while line:
            if line[-1].strip() and sum(map(len, line)) + len(self.placeholder) <= width:
                lines.append(indent + ''.join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def _ends_sentence(word):
    """A lower-case letter, a stop, perhaps a quote."""
    word = word[:-1] if word[-1:] in '"\'' and word else word
    return len(word) > 1 and word[-1] in '.!?' and 'a' <= word[-2] <= 'z'


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """The text without the space that all its lines begin with."""
    lines, margin = text.split('\n'), None
    for i, line in enumerate(lines):
        if not line.strip(' \t'):
            lines[i] = ''
            continue
        own = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = own
        else:
            while not own.startswith(margin):
                margin = margin[:-1]
    n = len(margin or '')
    return '\n'.join([line[n:] for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
