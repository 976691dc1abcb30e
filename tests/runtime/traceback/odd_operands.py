# host only: code for small heaps has lines alone
# What stands in a line is looked at again for the marks: every kind of expression, with a division by zero in it.
import traceback

KINDS = '''{0} is 1|1 is {0}|(1 is 2) + {0}|(lambda x: x is 5)({0})|[i for i in (1,) if i is 1 or {0}]|{{i: {0} for i in (1,)}}|f'{{{0}}}'
{0} if 1 is 1 else 2|(y := {0}) is 3|not {0} is None|"a" "b" is {0}|print(*[{0}], **{{'sep': '' is ''}})|a[{0}:1 is 1]|(1, 2) is {0}
[*{0}]|{{**{0}}}|a is not () and {0}|1 < 2 is {0}|(yield) if 0 else {0}|-{0}|~({0})|{0} ** 2|'%d' % {0}|"x"[{0}]|5({0})|(1, 2)({0})|{0}.real is 1
t is t and {0}|b'' is {0}|... is {0}|None is {0}|0x1f is {0}|1.5 is {0}|2j is {0}|(i for i in [{0}])|{0} in (1, 2)|{0} is not {0}'''
for text in KINDS.replace('\n', '|').split('|'):
    text = text.format('(1 / 0)')
    try:
        eval(compile(text, 'test', 'eval'), {'a': [], 't': 1})
        print(text, 'is fine')
    except SyntaxError as e:
        print(text, e.msg)
    except ZeroDivisionError:
        print(text, len(traceback.format_exc()) > 0)
    except TypeError as e:
        print(text, e)
for text in KINDS.replace('\n', '|').split('|'):
    source = 'def f(a=[], t=1):\n    ' + text.format('(1 / 0)') + '\n'
    try:
        code = compile(source, '<made>', 'exec')
    except SyntaxError:
        continue
    import linecache
    linecache.cache['<made>'] = (len(source), None, source.splitlines(True), '<made>')
    space = {}
    exec(code, space)
    try:
        f = space['f']()
        if hasattr(f, 'send'):
            f.send(None)
    except Exception as e:
        print(type(e).__name__, 'line 2' in traceback.format_exc())
