"""re: what is rarely asked for, and not written in C."""
from re import compile as _re_compile


def template(pattern, flags=0):
    """The compiled pattern; it once was one without backtracking."""
    import warnings
    warnings.warn('The re.template() function is deprecated as it is an undocumented feature without an obvious '
                  'purpose. Use re.compile() instead.', DeprecationWarning, 2)
    return _re_compile(pattern, flags)


class Scanner:
    """Cuts a text into tokens: rows of a pattern and what is done with its text (a function, a value, None: nothing)."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._first, total = [], 1
        rows = []
        for pattern, action in lexicon:
            self._first.append((total, action))
            total += 1 + _re_compile(pattern, flags).groups
            rows.append('(%s)' % pattern)
        self.scanner = _re_compile('|'.join(rows) or '(?!)', flags)

    def scan(self, string):
        """The list of the tokens, and the rest that no pattern fits."""
        tokens, at = [], 0
        while True:
            self.match = found = self.scanner.match(string, at)
            if found is None or found.end() == at:
                return tokens, string[at:]
            for number, action in self._first:
                if found.start(number) >= 0:
                    break
            if callable(action):
                action = action(self, found.group())
            if action is not None:
                tokens.append(action)
            at = found.end()
