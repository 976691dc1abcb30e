"""Texts and comparisons that the assertions need."""

__unittest = True
_MAX_LENGTH = 80
_MIN_DIFF = 41  # so much of a long repr is shown from where it differs


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + ' [truncated]...'


def _common_prefix(texts):
    low, high = min(texts), max(texts)
    n = 0
    while n < len(low) and n < len(high) and low[n] == high[n]:
        n += 1
    return low[:n]


def _shorten(text, head, tail):
    cut = len(text) - head - tail
    if cut > 12:
        return '%s[%d chars]%s' % (text[:head], cut, text[len(text) - tail:])
    return text


def _common_shorten_repr(*args):
    """The reprs, with what is common at their front left out when they are long."""
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = _common_prefix(texts)
    n = len(prefix)
    rest = longest - n
    if _MAX_LENGTH - rest > 5 + 12 + 5:
        prefix = _shorten(prefix, 5, _MAX_LENGTH - 5 - 12 - rest)
        return tuple(prefix + text[n:] for text in texts)
    prefix = _shorten(prefix, 5, 5)
    return tuple(prefix + _shorten(text[n:], _MIN_DIFF, 5) for text in texts)


def strclass(cls):
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def count_diff(first, second):
    """(count in first, count in second, item) for items that are not there equally often."""
    first, second = list(first), list(second)
    found = []
    for item in first + second:
        if any(seen == item for _, _, seen in found):
            continue
        n, m = (sum(1 for other in items if other == item) for items in (first, second))
        found.append((n, m, item))
    return [row for row in found if row[0] != row[1]]


def sequence_diff(first, second):
    """The lines of two lists of lines side by side: '- ', '+ ' and '  ' in front."""
    head = 0
    while head < len(first) and head < len(second) and first[head] == second[head]:
        head += 1
    tail = 0
    while (tail < len(first) - head and tail < len(second) - head and
           first[len(first) - 1 - tail] == second[len(second) - 1 - tail]):
        tail += 1
    lines = ['  ' + line for line in first[:head]]
    lines += ['- ' + line for line in first[head:len(first) - tail]]
    lines += ['+ ' + line for line in second[head:len(second) - tail]]
    return lines + ['  ' + line for line in first[len(first) - tail:]]
