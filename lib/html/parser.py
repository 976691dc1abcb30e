"""html.parser: markup in pieces. Broken markup is read as HTML 5 says browsers read it, and never an error.

feed() takes text as it comes; what cannot be told yet waits for more. Methods handle_... are called for each piece, and
are to be overridden. Names in parentheses below are the states of the standard's tokenizer.
"""
import re
from html import unescape

__all__ = ['HTMLParser']

_SPACE = '\t\n\r\f '
_interesting = re.compile('[&<]')
_entity = re.compile(r'&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
_number = re.compile(r'&#([0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')
_unfinished = re.compile('&(#[xX]?[0-9a-fA-F]*|[a-zA-Z][-.a-zA-Z0-9]*)')
_tag_name = re.compile(r'[a-zA-Z][^\t\n\r\f />]*')
_between = re.compile(r'[\t\n\r\f /]*')
_spaces = re.compile(r'[\t\n\r\f ]*')
_attribute_name = re.compile(r'=?[^\t\n\r\f />=]*')
_unquoted = re.compile(r'[^\t\n\r\f >]*')
_comment_end = re.compile('--!?>')


def _letter(c):
    return c.isalpha() and c.isascii()


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forgets what has not been handled."""
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self.lineno, self.offset = 1, 0
        self._start_text = None
        self._pieces, self._wait = [], ''

    def feed(self, data):
        if self._wait and self._wait not in data:
            # Nothing ends yet: looking at all of it again for every piece would take quadratic time.
            self._pieces.append(data)
            return
        self._join(data)
        self.goahead(0)

    def close(self):
        """What waits for more text is handled as it is."""
        self._join('')
        self.goahead(1)

    def _join(self, data):
        self.rawdata += ''.join(self._pieces) + data
        self._pieces = []
        self._wait = ''

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self._start_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        """Counts the lines and columns from i to j. Returns j."""
        lines = self.rawdata.count('\n', i, j)
        if lines:
            self.lineno += lines
            self.offset = j - (self.rawdata.rindex('\n', i, j) + 1)
        else:
            self.offset += j - i
        return j

    def _text_end(self, data, i, end):
        """The end of the text at i, or -1 if more must come."""
        if self.cdata_elem:
            # (script data): only its own end tag counts.
            found = re.compile('</' + self.cdata_elem + r'(?=[\t\n\r\f />])', re.IGNORECASE | re.ASCII).search(data, i)
            if found:
                return found.start()
            if end:
                return len(data)
            return -1
        if not self.convert_charrefs:
            found = _interesting.search(data, i)
            return found.start() if found else len(data)
        j = data.find('<', i)
        if j >= 0:
            return j
        # A reference at the very end may not be complete.
        amp = data.rfind('&', max(i, len(data) - 34))
        if amp >= 0 and not end and not any([c.isspace() or c == ';' for c in data[amp:]]):
            return -1
        return len(data)

    def _text(self, text):
        if text:
            self.handle_data(unescape(text) if self.convert_charrefs and not self.cdata_elem else text)

    def goahead(self, end):
        data, i = self.rawdata, 0
        n = len(data)
        while i < n:
            j = self._text_end(data, i, end)
            if j < 0:
                self._wait = '<' if self.cdata_elem and '<' not in data[-len(self.cdata_elem) - 3:] else ''
                break
            self._text(data[i:j])
            i = self.updatepos(i, j)
            if i == n:
                break
            k = self._markup(data, i, end) if data[i] == '<' else self._reference(data, i, end)
            if k < 0:
                self._wait = '>' if data[i] == '<' and i + 2 < n else ''
                break
            i = self.updatepos(i, k)
        if end and i < n:
            self._text(data[i:n])
            i = self.updatepos(i, n)
        self.rawdata = data[i:]

    def _markup(self, data, i, end):
        """(tag open) The end of the markup at i, or -1."""
        following = data[i + 1:i + 2]
        if self.cdata_elem and following != '/':
            if not following and not end:
                return -1
            self.handle_data('<')
            return i + 1
        if _letter(following):
            k = self.parse_starttag(i)
        elif following == '/':
            if i + 2 == len(data):
                if end:
                    self.handle_data('</')
                    return i + 2
                return -1
            k = self.parse_endtag(i)
        elif following == '?':
            k = self.parse_pi(i)
        elif following == '!':
            k = self.parse_html_declaration(i)
        elif following or end:
            self.handle_data('<')
            return i + 1
        else:
            return -1
        if k < 0 and end:
            self._unfinished(data, i)
            return len(data)
        return k

    def _unfinished(self, data, i):
        """Markup that nothing ends: tags are dropped, comments and declarations end here."""
        following = data[i + 1]
        if data.startswith('<!--', i):
            for tail in ('--!', '--', '-'):
                if data.endswith(tail) and len(data) >= i + 4 + len(tail):
                    return self.handle_comment(data[i + 4:len(data) - len(tail)])
            self.handle_comment(data[i + 4:])
        elif data.startswith('<![CDATA[', i):
            self.unknown_decl(data[i + 3:])
        elif data[i:i + 9].lower() == '<!doctype':
            self.handle_decl(data[i + 2:])
        elif following == '!' or (following == '/' and not _letter(data[i + 2:i + 3])):
            self.handle_comment(data[i + 2:])
        elif following == '?':
            self.handle_pi(data[i + 2:])

    def _reference(self, data, i, end):
        for pattern, handle in ((_number, self.handle_charref), (_entity, self.handle_entityref)):
            found = pattern.match(data, i)
            if found:
                handle(found.group(1))
                k = found.end()
                return k if data[k - 1] == ';' else k - 1
        found = _unfinished.match(data, i)
        if found and found.end() == len(data):
            if end:
                self._text(data[i:])
                return len(data)
            return -1
        if found or data[i + 1:] or end:
            self.handle_data('&')
            return i + 1
        return -1

    # ---- tags ----

    def _attributes(self, at):
        """(attributes, whether a slash ends the tag, its end or -1) of the tag whose name ends at `at`."""
        data, attrs = self.rawdata, []
        n = len(data)
        while True:
            skipped = _between.match(data, at)
            at = skipped.end()
            if at >= n:
                return attrs, False, -1
            if data[at] == '>':
                return attrs, data[at - 1] == '/' and bool(skipped.group()), at + 1
            start = at
            at = _attribute_name.match(data, at).end()
            name, value = data[start:at].lower(), None
            equals = _spaces.match(data, at).end()
            if equals < n and data[equals] == '=':
                at = _spaces.match(data, equals + 1).end()
                if at >= n:
                    return attrs, False, -1
                if data[at] in '\'"':
                    close = data.find(data[at], at + 1)
                    if close < 0:
                        return attrs, False, -1
                    value = data[at + 1:close]
                    at = close + 1
                else:
                    start = at
                    at = _unquoted.match(data, at).end()
                    value = data[start:at]
                value = unescape(value)
            attrs.append((name, value))

    def check_for_whole_start_tag(self, i):
        """The end of the start tag at i, -1 if it is not all there."""
        return self._attributes(_tag_name.match(self.rawdata, i + 1).end())[2]

    def parse_starttag(self, i):
        self._start_text = None
        data = self.rawdata
        name = _tag_name.match(data, i + 1)
        attrs, slash, end = self._attributes(name.end())
        if end < 0:
            return -1
        self._start_text = data[i:end]
        tag = self.lasttag = name.group().lower()
        if slash:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def parse_endtag(self, i):
        """(end tag open)"""
        data = self.rawdata
        if data.startswith('</>', i):
            return i + 3
        if not _letter(data[i + 2:i + 3]):
            return self.parse_bogus_comment(i)
        name = _tag_name.match(data, i + 2)
        end = self._attributes(name.end())[2]
        if end >= 0:
            self.handle_endtag(name.group().lower())
            self.clear_cdata_mode()
        return end

    # ---- declarations, comments, instructions ----

    def parse_comment(self, i, report=1):
        data = self.rawdata
        for empty in ('<!-->', '<!--->'):
            if data.startswith(empty, i):
                if report:
                    self.handle_comment('')
                return i + len(empty)
        found = _comment_end.search(data, i + 4)
        if not found:
            return -1
        if report:
            self.handle_comment(data[i + 4:found.start()])
        return found.end()

    def parse_bogus_comment(self, i, report=1):
        close = self.rawdata.find('>', i + 2)
        if close < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2:close])
        return close + 1

    def parse_html_declaration(self, i):
        """(markup declaration open)"""
        data = self.rawdata
        if data.startswith('<!--', i):
            return self.parse_comment(i)
        if data.startswith('<![CDATA[', i):
            return self.parse_marked_section(i)
        if data[i:i + 9].lower() == '<!doctype':
            close = data.find('>', i + 9)
            if close < 0:
                return -1
            self.handle_decl(data[i + 2:close])
            return close + 1
        if data[i:].upper() in ('<!-', '<![', '<![C', '<![CD', '<![CDA', '<![CDAT', '<![CDATA'):
            return -1
        return self.parse_bogus_comment(i)

    def parse_marked_section(self, i, report=1):
        close = self.rawdata.find(']]>', i + 9)
        if close < 0:
            return -1
        if report:
            self.unknown_decl(self.rawdata[i + 3:close])
        return close + 3

    parse_declaration = parse_html_declaration

    def parse_pi(self, i):
        close = self.rawdata.find('>', i + 2)
        if close < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2:close])
        return close + 1

    # ---- to be overridden ----

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
