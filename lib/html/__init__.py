"""Text made safe for HTML, and read back from it."""

# What numbers 0x80 to 0x9f mean in references: Windows-1252 (HTML 5, 13.2.5.80).
_WINDOWS = ('\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f'
            '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178')


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def _number(n):
    """The character that a numeric reference stands for."""
    if n == 0 or 0xd800 <= n < 0xe000 or n > 0x10ffff:
        return '\ufffd'
    if n == 0x0d:
        return '\r'
    if 0x80 <= n < 0xa0:
        return _WINDOWS[n - 0x80]
    odd = n < 0x20 and n not in (9, 10, 12) or n == 0x7f or 0xfdd0 <= n < 0xfdf0 or n & 0xfffe == 0xfffe or n == 11
    return '' if odd else chr(n)


def _reference(s, at):
    """(its text, the end of it) of what may be a reference at s[at], an ampersand."""
    if s[at + 1:at + 2] == '#':
        hexadecimal = s[at + 2:at + 3] in ('x', 'X')
        first = end = at + (3 if hexadecimal else 2)
        digits = '0123456789abcdefABCDEF' if hexadecimal else '0123456789'
        while end < len(s) and s[end] in digits:
            end += 1
        if end == first:
            return '&', at + 1
        # More digits than a character needs: it is none, and the number is not worked out.
        text = s[first:end].lstrip('0') or '0'
        n = int(text, 16 if hexadecimal else 10) if len(text) < 9 else 0x110000
        return _number(n), end + (s[end:end + 1] == ';')
    end = at + 1
    while end < len(s) and end < at + 33 and s[end] not in '\t\n\f <&#;':
        end += 1
    if end == at + 1:
        return '&', end
    from html.entities import html5
    name = s[at + 1:end]
    if s[end:end + 1] == ';':
        known = html5.get(name + ';')
        if known is not None:
            return known, end + 1
    for n in range(len(name), 1, -1):
        known = html5.get(name[:n])
        if known is not None:
            return known, at + 1 + n
    return '&', at + 1


def unescape(s):
    """The text with its references (&gt; &#62; &#x3e;) replaced, as HTML 5 asks it of a browser."""
    at = s.find('&')
    if at < 0:
        return s
    out, start = [], 0
    while at >= 0:
        out.append(s[start:at])
        text, start = _reference(s, at)
        out.append(text)
        at = s.find('&', start)
    return ''.join(out) + s[start:]
