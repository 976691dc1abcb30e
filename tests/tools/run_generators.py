#!/usr/bin/env python3
# on: host
"""The generators: what they make of declarations, and what they say about wrong ones."""
import glob
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, 'tools'))
os.chdir(TOP)
import declarations as d  # noqa: E402
import gen_names  # noqa: E402
import gen_tables  # noqa: E402
import squeeze  # noqa: E402

FUNCTION = 'Value kk_x_f(Vm *vm, Value self, Args args)\n{\n}\n'
WRONG = [
    ('static', 'KK_METHOD(x, f, "()")\nstatic ' + FUNCTION, 'must not be static'),
    ('no function', 'KK_METHOD(x, f, "()")\nint y;\n', 'no function definition'),
    ('prefix', 'KK_METHOD(x, f, "()")\n' + FUNCTION.replace('kk_x_f', 'f'), 'must be called kk_'),
    ('parameters', 'KK_GETTER(x, f)\n' + FUNCTION, 'must be Value (Vm *vm, Value self)'),
    ('result', 'KK_METHOD(x, f, "()")\n' + FUNCTION.replace('Value kk', 'bool kk'), 'must be Value'),
    ('count', 'KK_METHOD(x, f)\n' + FUNCTION, 'takes 3 arguments'),
    ('unclosed', 'KK_METHOD(x, f, "(\n', 'without closing parenthesis'),
    ('no string', 'KK_METHOD(x, f, sig)\n' + FUNCTION, 'must be a string literal'),
    ('identifier', 'KK_METHOD(x, 1f, "()")\n' + FUNCTION, 'is no identifier'),
]
SIGNATURES = [
    ('()', ([], 0, 0, 0, False, False)),
    ('(a, b=1, /)', (['a', 'b'], 2, 2, 1, False, False)),
    ('(a, /, b, *, c=(1, 2), d)', (['a', 'b', 'c', 'd'], 2, 1, 2, False, False)),
    ('(*args, sep=", ", **kw)', (['sep'], 0, 0, 0, True, True)),
    ('(a="),(", *rest)', (['a'], 1, 0, 0, True, False)),
]
failed = 0


def check(name, good, detail=''):
    global failed
    failed += not good
    print('%s %s%s' % ('ok' if good else 'FAIL', name, '' if good else ': %s' % (detail,)))


def complaint(source):
    """The message of the SourceError for this text, '' when there is none."""
    try:
        list(d.read_words('f.c', '\n\n' + source))
    except d.SourceError as error:
        return str(error)
    return ''


for name, source, message in WRONG:
    said = complaint(source)
    check('wrong: ' + name, said.startswith('f.c:3: ') and message in said, said)
for text, want in SIGNATURES:
    check('signature ' + text, tuple(d.parse_signature(text, 'f.c:1')) == want, d.parse_signature(text, 'f.c:1'))

two = list(d.read_words('f.c', '/** Says "hi; yes". More.\n * @gc never */\nKK_METHOD(x, f, "(a)")\nKK_METHOD(y, g, "()")\n' + FUNCTION))
check('two words, one function', [t.func for t in two] == ['kk_x_f'] * 2, two)
check('first sentence', [t.doc for t in two] == ['Says "hi; yes".'] * 2, two)
check('comments hide words', list(d.read_words('f.c', '/*\nKK_METHOD(x, f, "()")\n*/\n')) == [])
check('harvest', gen_names.harvest('/* KK_N(no) */ KK_N(yes)\n#define X(ident) KK_N(ident) KK_N(more)\n') == {'yes', 'more'})
check('hash', (gen_names.str_hash(b'a'), gen_names.str_hash(b'foobar')) == (0xE40C292C, 0xBF9CF968))
check('floats', gen_tables.float_words(1.0) == (0xFF00000000000006, 0xF8000006), gen_tables.float_words(1.0))
check('boxed floats', gen_tables.float_words(1e300 ** 0.5) is None)

sources = sorted(glob.glob('src/**/*.c', recursive=True) + glob.glob('ports/**/*.c', recursive=True))
problems = list(squeeze.check(sources))
check('words and messages', not problems, '\n'.join(problems))
found = [m[2] for path in sources for m in squeeze.messages(squeeze.read(path))]
check('messages are found', len(found) > 1000 and 'division by zero' in found, len(found))
RAISE = """KK_SAYS(say, 1)
/* kk_raise(vm, T, "no") */ #define NO(x) kk_raise(vm, T, "no")
  if (c == '"') return kk_raise(vm, f("no", ')'), b ? "one argument" : "%T" "\\n", "two", "5%", g("no"), "no"[i]); kk_raise(vm, T);
  return say("no", c ? KK_TEXT("three") : "four");
"""
check('which literals', [m[2] for m in squeeze.messages(RAISE)] == ['one argument', '%T\n', 'two', 'three', 'four'],
      list(squeeze.messages(RAISE)))
check('KK_SAYS', list(squeeze.misplaced('f.c', 'KK_SAYS(f, 1)\nint f(int a);\nKK_SAYS(f, 1)\nint g(int a);\n')) ==
      ['f.c:3: KK_SAYS names another function'])
table = squeeze.by_first_unit([' arg', 'T', '%zu', 'ne a'])
check('shortest', squeeze.encode('one argT%T%zu', table) == ['o', 'n', 'e', 0, 'T', '%T', 2] and
      squeeze.literal(['\n"', 0, '7']) == '"\\n\\"\\2007"', squeeze.encode('one argT%T%zu', table))
copy = squeeze.squeezed('f.c', RAISE, {'one argument': 1, '%T\n': 2, 'two': 3, 'three': 4, 'four': 5})
check('the lines stay', copy.split('\n')[0] == '#line 1 "f.c"' and copy.count('\n') == RAISE.count('\n') + 1)
check('numbers', 'b ? (const char *)1 : (const char *)2, (const char *)3, "5%"' in copy and 'KK_TEXT((const char *)4) : (const char *)5)' in copy, copy)
made = squeeze.table([' arg', 'ne arg'], ['one argument', '', 'x', 'yy', 'zzz'])
check('words in words', '"ne\\200\\0"' in made and 'word_places[] = {\n    0u | 5u << 16,\n}' in made, made)
check('where messages begin', '"o\\201ument\\0"' in made and 'message_places[] = {\n    0u | 12u << 16,\n}' in made, made)

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, 'f.c')
    with open(source, 'w', encoding='utf-8') as f:
        f.write('KK_MODULE(m)\n/* Does. */\nKK_FUNCTION(m, fun, "(a, *, b=1)")\n' + FUNCTION)
    for tool in ('gen_names', 'gen_tables'):
        options = ['64', '-'] + (['1'] if tool == 'gen_tables' else [])
        subprocess.run([sys.executable, 'tools/%s.py' % tool, folder] + options + [source], check=True)
    with open(os.path.join(folder, 'tables.c'), encoding='utf-8') as f:
        tables = f.read()
    stamp = os.stat(os.path.join(folder, 'tables.c')).st_mtime_ns
    subprocess.run([sys.executable, 'tools/gen_tables.py', folder, '64', '-', '1', source], check=True)
    check('keyword-only', 'KK_N(a),\n    KK_N(b),\n    KK_INT(1),' in tables and 'NATIVE_KWONLY' in tables)
    with open(os.path.join(folder, 'names.c'), encoding='utf-8') as f:
        names = f.read()
    check('names in a row', re.findall(r'SYMBOL\((kk_name_[abfm]|kk_rom_names), (\d+)\)', names)[0] == ('kk_rom_names', '0'))
    check('docs', '"(a, *, b=1)\\012Does."' in tables, tables)
    check('unchanged files stay', os.stat(os.path.join(folder, 'tables.c')).st_mtime_ns == stamp)
    with open(source, 'a', encoding='utf-8') as f:
        f.write('/* Does more. */\nKK_FUNCTION(m, gun, "(a, *, b=1)")\n' + FUNCTION.replace('kk_x_f', 'kk_x_g'))
    subprocess.run([sys.executable, 'tools/gen_tables.py', folder, '64', '-', '0', source], check=True)
    with open(os.path.join(folder, 'tables.c'), encoding='utf-8') as f:
        tables = f.read()
    with open(source, 'w', encoding='utf-8') as f:
        f.write('KK_MODULE(m)\n/* Does. */\nKK_FUNCTION(m, f, "()")\n' + FUNCTION)
    said = subprocess.run([sys.executable, 'tools/gen_tables.py', folder, '64', '-', '0', source], capture_output=True, text=True)
    check('a name of one character', said.returncode == 1 and 'name of one character' in said.stderr, said.stderr)
    check('without docs', 'Does' not in tables, tables)
    check('without names', '"(\\016, *, \\017=1)"' in tables, tables)
    check('one signature', tables.count('NATIVE_KWONLY |') == 1 and len(re.findall(r'KK_NATIVE_ABOUT\(\d+, 0, [01]\)', tables)) == 2, tables)
sys.exit(1 if failed else 0)
