"""Reads C sources and lists what they declare for Python (the words of src/object/declare.h).

Shared by gen_names.py, gen_tables.py and check.py. Nothing here knows C beyond comments, string
literals and matching parentheses: a declaration is a word at the start of a line, and the function
it speaks of is the next function definition.
"""
import re
from collections import namedtuple

# One declared thing. kind: the word without KK_; owner: type or module; text: the literal arguments
# behind the name (signature, expression); func: the C function; doc: first sentence above, of SPECIAL the bit.
Decl = namedtuple('Decl', 'kind owner name text func doc file line')

FUNCTION_WORDS = {
    'METHOD': ('Value', 'Vm *vm, Value self, Args args'),
    'STATICMETHOD': ('Value', 'Vm *vm, Value self, Args args'),
    'CLASSMETHOD': ('Value', 'Vm *vm, Value self, Args args'),
    'FUNCTION': ('Value', 'Vm *vm, Value self, Args args'),
    'GETTER': ('Value', 'Vm *vm, Value self'),
    'SETTER': ('bool', 'Vm *vm, Value self, Value value'),
    'MODULE_GETTER': ('Value', 'Vm *vm, Value module'),
    'MODULE_INIT': ('bool', 'Vm *vm, Value module'),
}
# What functions with **kwargs in their signature have behind that.
KEYWORDS = ', Value kw'
CONSTANT_WORDS = {'TYPE_CONST', 'MODULE_CONST', 'MODULE_FLOAT'}
ARGUMENTS = {'METHOD': 3, 'STATICMETHOD': 3, 'CLASSMETHOD': 3, 'FUNCTION': 3, 'GETTER': 2, 'SETTER': 2,
             'TYPE_CONST': 3, 'MODULE': 1, 'MODULE_CONST': 3, 'MODULE_FLOAT': 3, 'MODULE_INIT': 1,
             'MODULE_GETTER': 2, 'RUNS_GENERATOR': 2, 'TYPE': 2, 'LOOSE': 1, 'SPECIAL': 5}
WORD = re.compile(r'^KK_(%s)\(' % '|'.join(sorted(ARGUMENTS, key=len, reverse=True)), re.M)
DEFINITION = re.compile(
    r'(?:KK_\w+(?:\([^()]*\))?\s+)*(?P<static>static\s+)?(?:KK_\w+\s+)*'
    r'(?P<type>\w+)\s+\*?(?P<name>\w+)\s*\((?P<params>[^()]*)\)\s*\{')
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


class SourceError(Exception):
    """A declaration that cannot be understood; str() begins with file:line."""


def blank_comments(text):
    """The text with every comment replaced by spaces, so that offsets and lines stay the same."""
    def blank(match):
        piece = match.group()
        return re.sub(r'[^\n]', ' ', piece) if piece[0] == '/' else piece
    return TOKEN.sub(blank, text)


def closing_parenthesis(code, at):
    """The index of the parenthesis that closes the one at code[at], strings skipped; -1 if none."""
    depth = 0
    i = at
    while i < len(code):
        c = code[i]
        if c in '"\'':
            match = TOKEN.match(code, i)
            if not match:
                return -1
            i = match.end()
            continue
        depth += (c == '(') - (c == ')')
        if depth == 0:
            return i
        i += 1
    return -1


def split_arguments(text):
    """Splits at commas outside of parentheses, braces and strings."""
    parts, start, depth, i = [], 0, 0, 0
    while i < len(text):
        c = text[i]
        match = TOKEN.match(text, i) if c in '"\'' else None
        if match:
            i = match.end()
            continue
        depth += (c in '({[') - (c in ')}]')
        if c == ',' and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
        i += 1
    parts.append(text[start:].strip())
    return parts


def string_value(literal):
    """The text of adjacent C string literals."""
    pieces = re.findall(r'"((?:\\.|[^"\\])*)"', literal)
    return ''.join(pieces).encode('latin-1', 'backslashreplace').decode('unicode_escape')


def first_sentence(text, code, at):
    """The first sentence of the comment that ends right above offset `at`, without tags; or ''."""
    before = text[:at].rstrip()
    if not before.endswith('*/'):
        return ''
    comment = before[before.rfind('/*') + 2:-2]
    lines = [re.sub(r'^\s*\*+ ?', '', line).strip() for line in comment.split('\n')]
    prose = ' '.join(lines).strip(' *')
    prose = re.split(r'\s@(?:param|return|raises|gc)\b|^@', prose)[0].strip()
    match = re.match(r'(.*?\.)(?:\s|$)', prose)
    return match.group(1) if match else prose


def read_words(path, text):
    """Yields the Decls of one file; functions are looked up behind each run of words."""
    code = blank_comments(text)
    waiting = []
    last_doc = ''
    for match in WORD.finditer(code):
        kind = match.group(1)
        line = code.count('\n', 0, match.start()) + 1
        where = '%s:%d' % (path, line)
        end = closing_parenthesis(code, match.end() - 1)
        if end < 0:
            raise SourceError('%s: KK_%s without closing parenthesis' % (where, kind))
        args = split_arguments(code[match.end():end])
        if len(args) != ARGUMENTS[kind]:
            raise SourceError('%s: KK_%s takes %d arguments' % (where, kind, ARGUMENTS[kind]))
        owner, name, literal = (args + ['', ''])[:3]
        for word in (owner.replace('.', '_') if kind == 'SPECIAL' else owner, name or 'x'):
            if not re.match(r'[A-Za-z_]\w*$', word):
                raise SourceError('%s: %s is no identifier' % (where, word))
        func, doc = '', ''
        if kind in FUNCTION_WORDS:
            doc = first_sentence(text, code, match.start()) or last_doc
            last_doc = doc
            if re.match(r'\s*KK_(?:%s)\(' % '|'.join(FUNCTION_WORDS), code[end + 1:]) is None:
                last_doc = ''
            if ARGUMENTS[kind] == 3:
                if not literal.startswith('"'):
                    raise SourceError('%s: the signature must be a string literal' % where)
                literal = string_value(literal)
            func = function_behind(code, end + 1, kind, KEYWORDS * takes_keywords(literal), where)
        elif kind == 'SPECIAL':
            literal, func, doc = string_value(literal), 'kk_special_' + args[3], args[4]
        yield Decl(kind, owner, name, literal, func, doc, path, line)


def takes_keywords(signature):
    return '**' in signature


def function_behind(code, at, kind, more, where):
    """The name of the function whose definition follows offset `at`, further words skipped."""
    while True:
        match = re.compile(r'\s*KK_(?:%s)\(' % '|'.join(FUNCTION_WORDS)).match(code, at)
        if not match:
            break
        at = closing_parenthesis(code, match.end() - 1) + 1
    match = DEFINITION.match(code, at + len(code[at:]) - len(code[at:].lstrip()))
    if not match:
        raise SourceError('%s: no function definition behind KK_%s' % (where, kind))
    if match.group('static'):
        raise SourceError('%s: %s must not be static' % (where, match.group('name')))
    if not match.group('name').startswith('kk_'):
        raise SourceError('%s: %s must be called kk_...' % (where, match.group('name')))
    returns, params = FUNCTION_WORDS[kind]
    params += more
    got = ','.join(re.sub(r'\w+$', '', p).replace(' ', '') for p in match.group('params').split(','))
    want = ','.join(re.sub(r'\w+$', '', p).replace(' ', '') for p in params.split(','))
    if match.group('type') != returns or got != want:
        raise SourceError('%s: %s must be %s (%s)' % (where, match.group('name'), returns, params))
    return match.group('name')


def read_all(paths):
    """All Decls of the files, in the order of the files."""
    decls = []
    for path in paths:
        with open(path, encoding='utf-8') as f:
            text = f.read()
        if 'KK_' in text:
            decls.extend(read_words(path, text))
    return decls


# The parameters of a signature: names in order, how many are positional, how many of these are
# positional-only, how many have no default, and whether it takes *args and **kwargs.
Signature = namedtuple('Signature', 'names positional posonly least varargs varkw')


def parse_signature(text, where):
    """Parses "(a, b=1, /, *, key=None)"; defaults may be any text without unbalanced brackets."""
    text = text.strip()
    if not (text.startswith('(') and text.endswith(')')):
        raise SourceError('%s: signature %r is not in parentheses' % (where, text))
    names, posonly, least, positional = [], 0, 0, None
    varargs = varkw = False
    for part in filter(None, split_arguments(text[1:-1])):
        name, _, default = part.partition('=')
        name = name.strip()
        if name == '/':
            posonly = len(names)
        elif name == '*' or name.startswith('*') and name[1] != '*':
            positional, varargs = len(names), len(name) > 1
        elif name.startswith('**'):
            varkw = True
        elif not re.match(r'[A-Za-z_]\w*$', name):
            raise SourceError('%s: bad parameter %r' % (where, part))
        else:
            if not default and positional is None:
                least = len(names) + 1
            names.append(name)
    return Signature(names, len(names) if positional is None else positional, posonly, least,
                     varargs, varkw)


def write_if_changed(path, text):
    """Writes the file unless it has this content already, so that make rebuilds nothing in vain."""
    try:
        with open(path, encoding='utf-8') as f:
            if f.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
