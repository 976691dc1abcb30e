"""Random small programs: every statement and most expressions of the language, in any nesting. What a program prints does
not depend on addresses, hashes, times or the word size, and each one ends: loops are bounded and each function has fuel."""
import random

NAMES = ('a', 'b', 'c', 'd', 'e')
INTS = ('0', '1', '2', '3', '-1', '7', '10', '255', '-128', '65536', '1 << 40', '-3 ** 20')
STRS = ("''", "'a'", "'abc'", "'x y'", "'\\u20ac\\n'", "'%s'", "'{}'")
ATOMS = INTS + STRS + ('None', 'True', 'False', '...', "b''", "b'ab'", '[]', '()', '{}', '0.5', '-2.0', '1j')
BIG = '65536', '1 << 40', '-3 ** 20', '0.5', '-2.0', '1j'
BINARY = ('+', '-', '*', '//', '%', '&', '|', '^', '/', '<<', '>>', '@')
COMPARE = ('<', '<=', '==', '!=', '>', '>=', 'is', 'is not', 'in', 'not in')
ERRORS = ('ValueError', 'KeyError', 'TypeError', 'IndexError', 'LookupError', 'ArithmeticError', 'Exception', 'ZeroDivisionError',
          'AttributeError', 'NameError', 'UnboundLocalError', 'StopIteration', 'RuntimeError', 'Own')
HEAD = '''
class Own(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = len(args)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        show('enter', self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        show('exit', self.name, kind and kind.__name__, tb is None)
        return self.swallow


class Box:
    limit = 3

    def __init__(self, *items, **named):
        self.items, self.named = list(items), named

    def __repr__(self):
        return 'Box(%r, %r)' % (self.items, self.named)

    def __getitem__(self, key):
        show('get', key)
        return self.items[key]

    def __setitem__(self, key, value):
        show('set', key, value)
        self.items[key] = value

    def __delitem__(self, key):
        show('del', key)
        del self.items[key]

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __call__(self, *args, **kw):
        return args, kw

    __match_args__ = 'items', 'named'


fuel = 400


def burn():
    global fuel
    fuel -= 1
    if fuel < 0:
        raise SystemExit('out of fuel')
    return True


def text(v, depth=0):
    if isinstance(v, (list, tuple, dict)) and depth > 3:
        return '..'
    kind = type(v)
    if kind is str and ' at 0x' in v:
        return 'address'
    if kind is list or kind is tuple:
        return kind.__name__ + '(' + ' '.join(text(x, depth + 1) for x in v[:12]) + ')'
    if kind is dict:
        return '{' + ' '.join(text(k, depth + 1) + ':' + text(x, depth + 1) for k, x in v.items()) + '}'
    if kind is set or kind is frozenset:
        return kind.__name__ + '(' + ' '.join(sorted(text(x, depth + 1) for x in v)) + ')'
    if kind is float or kind is complex:
        return kind.__name__
    if kind in (int, bool, str, bytes, slice, range, type(None), type(...)):
        return repr(v)[:60]
    if isinstance(v, NameError):
        return 'no name'  # whether a comprehension is a function of its own shows in the message
    if isinstance(v, BaseException):
        what = str(v).replace('str_ascii_', 'str_')
        if ' at 0x' in what or 'multiply sequence' in what or '*=' in what:
            what = ''
        return '%s(%s)' % (kind.__name__, text(what))
    if kind is Box:
        return 'Box(%s %s)' % (text(v.items, depth + 1), text(v.named, depth + 1))
    return '<' + kind.__name__.replace('_ascii', '') + '>'


def show(*values):
    burn()
    print(*[text(v) for v in values])


def chain(e):
    seen = []
    while e is not None and len(seen) < 5:
        seen.append('%s/%s/%s' % (type(e).__name__, e.__suppress_context__, len(e.args)))
        e = e.__cause__ or e.__context__
    return ' '.join(seen)


def apply(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        show('apply', e)


def take(it, n=5):
    out = []
    try:
        for x in it:
            out.append(x)
            if len(out) == n:
                break
    except Exception as e:
        show('take', e)
    return out


a = b = c = d = e = 0
'''


class Writer:
    """Writes one program. The stack `scopes` holds of what kind each open function is."""

    def __init__(self, seed, small):
        self.random = random.Random(seed)
        self.atoms = [a for a in ATOMS if a not in BIG] if small else ATOMS
        self.binary = [b for b in BINARY if b not in ('/', '<<')] if small else BINARY
        self.lines = []
        self.indent = 0
        self.loops = [0]        # loops open in this function
        self.kinds = ['module']
        self.functions = []     # (name, number of parameters)
        self.count = 0
        self.budget = 60
        self.owned = frozenset()  # parameters of the functions around
        self.comprehension = 0

    def chance(self, n):
        return self.random.randrange(n) == 0

    def pick(self, things):
        return self.random.choice(things)

    def put(self, line):
        self.lines.append('    ' * self.indent + line)

    def new(self, prefix):
        self.count += 1
        return prefix + str(self.count)

    # ---- expressions ----

    def name(self):
        return self.pick(NAMES)

    def expr(self, depth=3):
        if depth <= 0 or self.chance(4):
            return self.name() if self.chance(2) else self.pick(self.atoms)
        kind = self.random.randrange(24)
        sub = lambda: self.expr(depth - 1)
        if kind < 4:
            return '(%s %s %s)' % (sub(), self.pick(self.binary), sub())
        if kind == 4:
            return '(%s)' % self.comparison(sub(), sub)
        if kind == 5:
            return '(%s)' % self.comparison(self.comparison(sub(), sub), sub)
        if kind == 6:
            return '(%s %s %s)' % (sub(), self.pick(('and', 'or')), sub())
        if kind == 7:
            return '(%s if %s else %s)' % (sub(), sub(), sub())
        if kind == 8:
            return '%s(%s)' % (self.pick(('not ', '-', '+', '~')), sub()) if not self.chance(3) else '(not %s)' % sub()
        if kind == 9:
            return '[%s]' % ', '.join(self.starred(depth) for _ in range(self.random.randrange(4)))
        if kind == 10:
            return '(%s,)' % ', '.join(self.starred(depth) for _ in range(self.random.randrange(1, 4)))
        if kind == 11:
            return '{%s}' % ', '.join('**%s' % sub() if self.chance(5) else '%s: %s' % (sub(), sub()) for _ in range(self.random.randrange(4)))
        if kind == 12:
            return '%s[%s]' % (self.target_base(depth), self.index(depth))
        if kind == 13:
            return self.comprehend(depth)
        if kind == 14:
            return "f'%s'" % ''.join(self.field(depth) for _ in range(self.random.randrange(1, 4)))
        if kind == 15:
            return self.lambda_(depth)
        if kind == 16 and self.functions:
            return 'apply(%s, %s)' % (self.pick(self.functions), self.arguments(depth))
        if kind == 17:
            return 'Box(%s)' % self.arguments(depth)
        if kind == 18 and not self.comprehension and self.kinds[-1] != 'class':
            return '(%s := %s)' % (self.name(), sub())
        if kind == 19:
            return '%s(%s)' % (self.pick(('len', 'list', 'tuple', 'str', 'sorted', 'bool', 'sum', 'max', 'abs', 'take', 'text', 'dict', 'type', 'callable', 'any', 'iter')), sub())
        if kind == 20 and self.kinds[-1] in ('generator', 'function'):
            if self.kinds[-1] == 'generator' and not self.comprehension:
                return '(yield %s)' % sub()
        if kind == 21:
            return '%s.%s' % (self.pick(('Box(1, k=2)', self.name(), 'Box')), self.pick(('items', 'named', 'limit', 'missing', 'real')))
        if kind == 22:
            return '(%s).%s' % (sub(), self.pick(('upper()', 'split()', 'copy()', 'keys()', 'append(1)', 'pop()', "join(['x', 'y'])", 'index(1)', 'count(0)', 'bit_length()', "get(1, 'no')")))
        return '(%s, %s)' % (sub(), sub())

    def comparison(self, left, sub):
        how = self.pick(COMPARE)
        # Whether equal constants are one object is not the language's business.
        return '%s %s %s' % (left, how, self.pick(('None', 'True', '...')) if how in ('is', 'is not') else sub())

    def starred(self, depth):
        return ('*%s' if self.chance(6) else '%s') % self.expr(depth - 1)

    def target_base(self, depth):
        return self.name() if not self.chance(3) else '(%s)' % self.expr(depth - 1)

    def index(self, depth):
        if self.chance(3):
            return ':'.join(self.pick(('', '', '0', '1', '-1', '2', '5', self.name())) for _ in range(self.random.randrange(2, 4)))
        return self.expr(depth - 2) if self.chance(2) else self.pick(('0', '1', '-1', '2', "'k'", '1, 2', ':1, 2'))

    def comprehend(self, depth):
        self.comprehension += 1
        # A walrus may not be in the iterable; names bound by the loops are this comprehension's.
        clauses = ''
        for _ in range(1 if self.chance(2) else 2):
            clauses += ' for %s in %s' % (self.pick(('x', 'y', self.name(), 'x, y', '*x, y')), self.pick(('range(3)', "'ab'", '[1, 2]', '[(1, 2), (3, 4)]', self.expr(depth - 2))))
            if self.chance(3):
                clauses += ' if %s' % self.expr(depth - 2)
        x = self.pick(('x', 'x', 'y', self.expr(depth - 1), '(x, %s)' % self.name(), '[x for x in range(2)]', 'lambda: x'))
        self.comprehension -= 1
        form = self.random.randrange(4)
        if form == 0:
            return '[%s%s]' % (x, clauses)
        if form == 1:
            return '{%s: %s%s}' % (self.pick(('x', 'str(x)', '0')), x, clauses)
        if form == 2:
            return 'take(%s%s)' % (x, clauses)
        # What order a set has is not the language's business.
        return 'sorted({%s%s}, key=text)' % (self.pick(('x', 'str(x)', '1')), clauses)

    def field(self, depth):
        what = self.random.randrange(5)
        if what == 0:
            return self.pick(('a', 'b c', '{{', '}}', '{{x}}'))
        if what == 1:
            return '{%s!%s}' % (self.name(), self.pick('rsa'))
        if what == 2:
            return '{%s:%s}' % (self.pick(('1', '-5', '255', '"ab"', 'len("abc")')), self.pick(('', '>5', '<4', '^6', '{3}', '>{2 + 3}')))
        if what == 3:
            return '{%s=}' % self.name() if self.chance(3) else '{text(%s)}' % self.name()
        return '{text(%s)}' % self.pick(('a', 'b', 'a, 2', '[c]', '(d, e)'))

    def parameters(self):
        names = self.random.sample(NAMES, self.random.randrange(5))
        cut, parts, defaults = self.random.randrange(len(names) + 1), [], False
        for i, name in enumerate(names):
            if i == cut:
                parts.append(self.pick(('*', '*rest')))
                defaults = False
            if defaults or self.chance(3):
                defaults = True
                parts.append('%s=%s' % (name, self.pick(('1', "'d'", '[]', 'None', '(1, 2)'))))
            else:
                parts.append(name)
            if i == 0 and cut > 0 and self.chance(5):
                parts.append('/')
        if cut == len(names) and self.chance(3):
            parts.append('*rest')
        if self.chance(4):
            parts.append('**more')
        return ', '.join(parts), set(names)

    def lambda_(self, depth):
        self.kinds.append('lambda')
        text = '(lambda %s: %s)' % (self.parameters()[0], self.expr(depth - 1))
        self.kinds.pop()
        return text

    def arguments(self, depth):
        parts = [self.starred(depth) for _ in range(self.random.randrange(4))]
        if any(part[0] == '*' for part in parts):
            return ', '.join(parts)  # CPython looks into a lone *x when it has the keywords
        for name in self.random.sample(NAMES + ('k',), self.random.randrange(3)):
            parts.append('%s=%s' % (name, self.expr(depth - 2)))
        if self.chance(8):
            parts.append("**{'z': %s}" % self.expr(depth - 2))
        return ', '.join(parts)

    # ---- targets and patterns ----

    def target(self, depth=2):
        what = self.random.randrange(10)
        if what < 5 or depth == 0:
            return self.name()
        if what == 5:
            return '%s[%s]' % (self.name(), self.index(2))
        if what == 6:
            return '%s.%s' % (self.pick(('Box', self.name())), self.pick(('limit', 'items', 'other')))
        parts = [self.target(depth - 1) for _ in range(self.random.randrange(1, 4))]
        if self.chance(2):
            i = self.random.randrange(len(parts))
            parts[i] = '*' + (parts[i] if parts[i][0] not in '[(' else self.name())
        return ('[%s]' if self.chance(2) else '(%s,)') % ', '.join(parts)

    def pattern(self, depth, names):
        """A pattern that binds no name twice."""
        what = self.random.randrange(9)
        if what == 0 and names:
            return names.pop()
        if what == 1 or depth == 0:
            return self.pick(('0', '1', '-1', "'a'", 'None', 'True', '_', "b'ab'", '1 + 2j'))
        if what == 2:
            parts = [self.pattern(depth - 1, names) for _ in range(self.random.randrange(3))]
            if self.chance(2):
                parts.insert(self.random.randrange(len(parts) + 1), '*' + (names.pop() if names else '_'))
            return '[%s]' % ', '.join(parts)
        if what == 3:
            keys = self.random.sample(("'k'", '1', "'a'", 'None'), self.random.randrange(3))
            parts = ['%s: %s' % (key, self.pattern(depth - 1, names)) for key in keys]
            if names and self.chance(3):
                parts.append('**' + names.pop())
            return '{%s}' % ', '.join(parts)
        if what == 4:
            return self.pick(('int()', 'str()', 'list()', 'int(%s)' % self.pattern(0, names), 'Box(items=%s)' % self.pattern(depth - 1, names),
                              'Box(%s)' % self.pattern(depth - 1, names), 'Box(_, named=%s)' % self.pattern(0, names), 'bool() | str()'))
        if what == 5:
            return '(%s | %s)' % (self.pattern(0, []), self.pattern(0, []).replace('_', '2'))
        if what == 6 and names:
            name = names.pop()
            return '(%s as %s)' % (self.pick(('int()', '1 | 2', '[_, _]', "{'k': _}", 'str() | None')), name)
        if what == 7:
            return 'Box.limit'
        return '[%s, %s]' % (self.pattern(depth - 1, names), self.pattern(depth - 1, names))

    # ---- statements ----

    def block(self, depth):
        self.indent += 1
        start = len(self.lines)
        for _ in range(self.random.randrange(1, 4)):
            self.statement(depth - 1)
        if len(self.lines) == start:
            self.put('pass')
        self.indent -= 1

    def statement(self, depth):
        self.budget -= 1
        if depth <= 0 or self.budget < 0:
            return self.simple()
        kind = self.random.randrange(20)
        forms = (self.if_, self.for_, self.while_, self.try_, self.try_, self.with_, self.function, self.function, self.class_, self.match)
        if kind < len(forms):
            return forms[kind](depth)
        self.simple()

    def simple(self):
        kind = self.random.randrange(22)
        if kind < 5:
            self.put('%s = %s' % (' = '.join(self.target() for _ in range(1 if not self.chance(5) else 2)), self.expr()))
        elif kind < 7:
            self.put('%s %s= %s' % (self.pick((self.name(), self.name(), '%s[%s]' % (self.name(), self.index(2)), 'Box.limit')), self.pick(self.binary), self.expr(2)))
        elif kind < 11:
            self.put('show(%s)' % ', '.join(self.expr() for _ in range(self.random.randrange(1, 3))))
        elif kind == 11:
            self.put('del %s' % self.pick((self.name(), '%s[%s]' % (self.name(), self.index(2)), '%s.other' % self.name(), '(%s, %s)' % (self.name(), self.name()))))
        elif kind == 12:
            self.put('raise %s' % self.pick(('', self.pick(ERRORS), self.pick(ERRORS) + '(%s)' % self.expr(1), self.pick(ERRORS) + '(1) from ' + self.pick(ERRORS) + '(2)', self.pick(ERRORS) + ' from None', self.name())))
        elif kind == 13 and self.loops[-1]:
            self.put(self.pick(('break', 'continue')))
        elif kind == 14 and self.kinds[-1] in ('function', 'generator'):
            self.put('return %s' % self.expr(2) if not self.chance(4) else 'return')
        elif kind == 15 and self.kinds[-1] == 'generator':
            self.put(self.pick(('yield', 'yield %s' % self.expr(2), '%s = yield %s' % (self.name(), self.expr(1)), '%s = yield from %s' % (self.name(), self.expr(1)))))
        elif kind == 16:
            self.put('assert %s, %s' % (self.expr(2), self.expr(1)))
        elif kind == 17 and self.kinds[-1] in ('module', 'class', 'function'):
            self.put('%s: %s = %s' % (self.pick(('int_%d' % self.count, self.name() + '.other', self.name() + '[0]')), self.pick(('int', 'list', 'str')), self.expr(2)))
        elif kind == 18 and self.functions:
            self.put('%s = apply(%s, %s)' % (self.name(), self.pick(self.functions), self.arguments(2)))
        elif kind == 19:
            self.put('show(sorted(k for k in locals() if len(k) == 1))' if not self.comprehension else 'pass')
        else:
            self.put('show(%s)' % ', '.join(self.random.sample(NAMES, 3)))

    def if_(self, depth):
        self.put('if %s:' % self.expr(2))
        self.block(depth)
        while self.chance(3):
            self.put('elif %s:' % self.expr(2))
            self.block(depth)
        if self.chance(2):
            self.put('else:')
            self.block(depth)

    def loop(self, depth):
        self.loops[-1] += 1
        self.block(depth)
        self.loops[-1] -= 1
        if self.chance(3):
            self.put('else:')
            self.block(depth)

    def for_(self, depth):
        self.put('for %s in %s:' % (self.target(), self.pick(('range(3)', 'range(2, -2, -2)', '[1, 2]', "'xy'", '[(1, 2), [3, 4]]', "{'k': 1}.items()", 'take(%s)' % self.expr(2), 'enumerate((5, 6))', 'zip((1, 2), "ab")'))))
        self.loop(depth)

    def while_(self, depth):
        self.put('while burn() and (%s):' % self.expr(2))
        self.loop(depth)

    def try_(self, depth):
        self.put('try:')
        self.block(depth)
        form, star = self.random.randrange(4), self.chance(6)
        if form != 0:
            for _ in range(1 if self.chance(2) else 2):
                name = self.pick(('', ' as ' + self.name(), ' as error'))
                classes = self.pick(ERRORS) if self.chance(2) else '(%s, %s)' % (self.pick(ERRORS), self.pick(ERRORS))
                if self.chance(12) and not star:
                    classes, name = self.name(), ''
                self.put('except%s %s%s:' % ('*' if star else '', classes, name))
                loops, kind = self.loops[-1], self.kinds[-1]
                if star:    # no break, continue or return in there
                    self.loops[-1], self.kinds[-1] = 0, {'function': 'star', 'generator': 'star'}.get(kind, kind)
                if name:
                    self.indent += 1
                    self.put('show(chain(%s))' % name[4:] if not star else 'show(len(%s.exceptions))' % name[4:])
                    self.indent -= 1
                self.block(depth)
                self.loops[-1], self.kinds[-1] = loops, kind
            if not star and self.chance(4):
                self.put('except:')
                self.block(depth)
            if self.chance(3):
                self.put('else:')
                self.block(depth)
        if form == 0 or self.chance(3):
            self.put('finally:')
            self.block(depth)

    def with_(self, depth):
        items = []
        for _ in range(1 if not self.chance(3) else 2):
            item = 'Manager(%s, %s)' % (self.pick(("'m'", self.name(), '(1, 2)')), self.pick(('False', 'True', self.name())))
            if self.chance(2):
                item += ' as %s' % self.target(1)
            items.append(item)
        self.put('with %s:' % (', '.join(items) if self.chance(2) else '(%s)' % ', '.join(items)))
        self.block(depth)

    def scope(self, kind, depth, bound):
        """The body of a function or class."""
        self.kinds.append(kind)
        self.loops.append(0)
        self.indent += 1
        if kind != 'class':
            self.put('burn()')
        free = [n for n in NAMES if n not in bound]
        outer = [n for n in free if n in self.owned]
        if outer and self.chance(3):
            self.put('nonlocal %s' % self.pick(outer))
        elif free and self.chance(3):
            self.put('global %s' % self.pick(free))
        owned = self.owned
        self.owned = owned.union(bound)
        self.indent -= 1
        self.block(depth)
        self.owned = owned
        self.kinds.pop()
        self.loops.pop()

    def function(self, depth):
        name, (parameters, bound) = self.new('f'), self.parameters()
        generator = self.chance(3)
        if self.chance(6):
            self.put('@(lambda f: (show("decorated"), f)[1])')
        self.put('def %s(%s):' % (name, parameters))
        before = list(self.functions)
        self.scope('generator' if generator else 'function', depth, bound)
        self.functions = before
        if generator:
            self.indent += 1
            self.put('yield %s' % self.expr(1))
            self.indent -= 1
        if self.kinds[-1] == 'class':
            return
        self.functions.append(name)
        self.put(('show(take(apply(%s, %s) or ()))' if generator else 'show(apply(%s, %s))') % (name, self.arguments(2)))

    def class_(self, depth):
        name = self.new('C')
        bases = self.pick(('', '', '(Box)', '(Own)', '(Manager)', '(dict)', '(list)', '(object, metaclass=type)'))
        self.put('class %s%s:' % (name, bases))
        self.scope('class', depth, ())
        if self.chance(2):
            self.put('%s = %s' % (self.name(), name))
        self.put('show(sorted(k for k in vars(%s) if len(k) == 1))' % name)

    def match(self, depth):
        self.put('match %s:' % self.expr())
        self.indent += 1
        for _ in range(self.random.randrange(1, 4)):
            names = self.random.sample(NAMES, 3)
            pattern = self.pattern(2, names)
            guard = ' if %s' % self.expr(1) if self.chance(4) else ''
            if pattern == '_' or (pattern in NAMES):
                guard = ' if %s' % self.expr(1)
            self.put('case %s%s:' % (pattern, guard))
            self.block(depth)
        self.indent -= 1


def program(seed, small=False):
    """The source text of program number seed. small: for words of 32 bits, single floats and little memory."""
    writer = Writer(seed, small)
    for _ in range(6):
        writer.put('try:')
        writer.block(4)
        writer.put('except Exception as error:')
        writer.put('    show(error, chain(error))')
        writer.put('show(a, b, c, d, e)' if writer.chance(2) else 'a = b = c = d = e = %s' % writer.pick(writer.atoms))
    return HEAD + '\n'.join(writer.lines) + '\n'
