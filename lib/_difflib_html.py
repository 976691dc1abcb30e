"""HtmlDiff: two texts side by side as a table of HTML. A part of difflib."""
from difflib import IS_CHARACTER_JUNK, Differ

_CLASSES = {'+': 'diff_add', '-': 'diff_sub', '^': 'diff_chg'}
_NOTHING = '<td></td><td>&nbsp;%s&nbsp;</td>'
_GAP = object()


def _segments(text, marks):
    """Parts of a line as [class or None, text]."""
    made = []
    for i, c in enumerate(text):
        kind = _CLASSES.get(marks[i]) if i < len(marks) else None
        if made and made[-1][0] == kind:
            made[-1][1] += c
        else:
            made.append([kind, c])
    return made


def _wrapped(side, width):
    """The rows of one side of a row: (number, parts), then ('>', parts)."""
    if side is None or not width:
        return [side]
    number, parts = side
    rows, left, before = [(number, [])], width, None
    for kind, text in parts:
        while text:
            if not left:
                # A mark that ends where the row does begins the next one, too.
                rows.append(('>', [[before, '']] if before else []))
                left = width
            rows[-1][1].append([kind, text[:left]])
            text, left = text[left:], left - len(text[:left])
            before = None
        before = kind
    return rows


class HtmlDiff:
    """Tables of two texts side by side, or whole files with one."""
    _default_prefix = 0
    _styles = '''
        table.diff {font-family:Courier; border:medium;}
        .diff_header {background-color:#e0e0e0}
        td.diff_header {text-align:right}
        .diff_next {background-color:#c0c0c0}
        .diff_add {background-color:#aaffaa}
        .diff_chg {background-color:#ffff77}
        .diff_sub {background-color:#ffaaaa}'''
    _legend = '''
    <table class="diff" summary="Legends">
        <tr> <th colspan="2"> Legends </th> </tr>
        <tr> <td> <table border="" summary="Colors">
                      <tr><th> Colors </th> </tr>
                      <tr><td class="diff_add">&nbsp;Added&nbsp;</td></tr>
                      <tr><td class="diff_chg">Changed</td> </tr>
                      <tr><td class="diff_sub">Deleted</td> </tr>
                  </table></td>
             <td> <table border="" summary="Links">
                      <tr><th colspan="2"> Links </th> </tr>
                      <tr><td>(f)irst change</td> </tr>
                      <tr><td>(n)ext change</td> </tr>
                      <tr><td>(t)op</td> </tr>
                  </table></td> </tr>
    </table>'''
    _file_template = '''
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">

<html>

<head>
    <meta http-equiv="Content-Type"
          content="text/html; charset=%(charset)s" />
    <title></title>
    <style type="text/css">%(styles)s
    </style>
</head>

<body>
    %(table)s%(legend)s
</body>

</html>'''
    _table_template = '''
    <table class="diff" id="difflib_chg_%(prefix)s_top"
           cellspacing="0" cellpadding="0" rules="groups" >
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        %(header_row)s
        <tbody>
%(data_rows)s        </tbody>
    </table>'''

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        self._tabsize, self._width = tabsize, wrapcolumn
        self._differ = Differ(linejunk, charjunk)

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5, *, charset='utf-8'):
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context=context, numlines=numlines)
        page = self._file_template % {'styles': self._styles, 'legend': self._legend, 'table': table, 'charset': charset}
        return page.encode(charset, 'xmlcharrefreplace').decode(charset)

    def _expanded(self, line):
        """The line with tabs as many tabs as they are wide, and without its end."""
        return line.replace(' ', '\0').expandtabs(self._tabsize).replace(' ', '\t').replace('\0', ' ').rstrip('\n')

    def _pairs(self, fromlines, tolines):
        """Rows (left, right, whether they differ); a side is (number, parts), or None where the other has a line more."""
        numbers, lines = [0, 0], ([], [])

        def side(which, text, marks):
            numbers[which] += 1
            return numbers[which], _segments(text, marks)

        def changed():
            for i in range(max(map(len, lines))):
                yield tuple([column[i] if i < len(column) else None for column in lines]) + (True,)
            lines[0].clear()
            lines[1].clear()

        for event in self._differ._events(list(map(self._expanded, fromlines)), list(map(self._expanded, tolines))):
            sign, text = event[:2]
            if sign in '+-':
                text = text or ' '
                which = sign == '+'
                lines[which].append(side(which, text, sign * len(text)))
                continue
            yield from changed()
            if sign == '?':
                yield side(0, text, event[3]), side(1, event[2], event[4]), True
            else:
                yield side(0, text, ''), side(1, text, ''), False
        yield from changed()

    def _rows(self, fromlines, tolines, around):
        """The rows to be shown; _GAP between parts if only so many rows around changes are."""
        rows = list(self._pairs(fromlines, tolines))
        if around is not None:
            near, until = [], -1  # until: the end of what is near a change above
            last = len(rows) + around + 1
            below = last
            for i in range(len(rows) - 1, -1, -1):
                below = i if rows[i][2] else below
                near.append(below - i <= around)
            near.reverse()
            shown, cut = [], False
            for i, row in enumerate(rows):
                until = i + around if row[2] else until
                if near[i] or i <= until:
                    shown += [_GAP, row] if cut else [row]
                    cut = False
                else:
                    cut = True
            rows = shown
        for row in rows:
            if row is _GAP or not self._width:
                yield row
                continue
            left, right = _wrapped(row[0], self._width), _wrapped(row[1], self._width)
            for i in range(max(len(left), len(right))):
                yield tuple([side[i] if i < len(side) else ('', [[None, ' ']]) for side in (left, right)]) + (row[2],)

    def _cells(self, side, prefix):
        if side is None:
            return '<td class="diff_header"></td><td nowrap="nowrap"></td>'
        number, parts = side
        text = ''
        for i, (kind, part) in enumerate(parts):
            part = part.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace(' ', '&nbsp;')
            if kind is None:
                text += part.rstrip() if i == len(parts) - 1 else part
            else:
                text += '<span class="%s">%s</span>' % (kind, part)
        name = '' if isinstance(number, str) else ' id="%s%s"' % (prefix, number)
        return '<td class="diff_header"%s>%s</td><td nowrap="nowrap">%s</td>' % (name, number,
                                                                                 text.replace('\t', '&nbsp;'))

    def _links(self, rows, prefix, numlines):
        """(ids, links) of the rows: each change has a link to the next one, and is told apart by an id above it."""
        ids, links, count, last, before = [''] * len(rows), [''] * len(rows), 0, 0, False
        for i, row in enumerate(rows):
            change = row is not _GAP and row[2]
            if change and not before:
                ids[max(0, i - numlines)] = ' id="difflib_chg_%s_%d"' % (prefix, count)
                count, last = count + 1, i
                links[i] = '<a href="#difflib_chg_%s_%d">n</a>' % (prefix, count)
            before = change
        if rows[0] is _GAP or not rows[0][2]:
            links[0] = '<a href="#difflib_chg_%s_0">f</a>' % prefix
        links[last] = '<a href="#difflib_chg_%s_top">t</a>' % prefix
        return ids, links

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5):
        number = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        left, right = 'from%d_' % number, 'to%d_' % number
        rows = list(self._rows(fromlines, tolines, numlines if context else None))
        same = not rows
        rows = rows or [(None, None, False)]
        ids, links = self._links(rows, right, numlines)
        text = ''
        for row, name, link in zip(rows, ids, links):
            if row is _GAP:
                # The first one stands before what is shown, where there is nothing to part.
                text += '        </tbody>        \n        <tbody>\n' if text else ''
                continue
            if same:
                cells = [_NOTHING % ('No Differences Found' if context else 'Empty File')] * 2
            else:
                cells = self._cells(row[0], left), self._cells(row[1], right)
            text += '            <tr><td class="diff_next"%s>%s</td>%s<td class="diff_next">%s</td>%s</tr>\n' % (
                name, link, cells[0], link, cells[1])
        header = ''
        if fromdesc or todesc:
            header = '<thead><tr>%s</tr></thead>' % ''.join([
                '<th class="diff_next"><br /></th><th colspan="2" class="diff_header">%s</th>' % d
                for d in (fromdesc, todesc)])
        return self._table_template % {'data_rows': text, 'header_row': header, 'prefix': right}
