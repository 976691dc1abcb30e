"""Names matched with shell patterns: * ? [seq] [!seq]."""
import re

_known = {}


def translate(pat):
    """The pattern as a regular expression that matches whole names."""
    out, i, n = [], 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == '*':
            if not out or out[-1] != '.*':
                out.append('.*')
        elif c == '?':
            out.append('.')
        elif c == '[':
            end = pat.find(']', i + 2 if pat[i:i + 1] == '!' else i + 1)
            if end < 0:
                out.append('\\[')
            else:
                out.append(_set(pat[i:end]))
                i = end + 1
        else:
            out.append(re.escape(c))
    return '(?s:%s)\\Z' % ''.join(out)


def _set(text):
    """A set: ranges that are backwards match nothing."""
    no = text.startswith('!')
    if no:
        text = text[1:]
    parts, i, n = [], 0, len(text)
    while i < n:
        if i + 2 < n and text[i + 1] == '-':
            if text[i] <= text[i + 2]:
                parts.append(_plain(text[i]) + '-' + _plain(text[i + 2]))
            i += 3
        else:
            parts.append(_plain(text[i]))
            i += 1
    if not parts:
        return '.' if no else '(?!)'
    return '[%s%s]' % ('^' if no else '', ''.join(parts))


def _plain(c):
    return '\\' + c if c in '\\]^-[&~|' else c


def _matcher(pat):
    match = _known.get(pat)
    if match is None:
        if len(_known) >= 16:
            _known.clear()
        text = translate(pat.decode('latin-1')).encode('latin-1') if isinstance(pat, bytes) else translate(pat)
        match = _known[pat] = re.compile(text).match
    return match


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = _matcher(pat)
    return [name for name in names if match(name)]
