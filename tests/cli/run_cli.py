#!/usr/bin/env python3
"""Tests of the command line: each case runs the program and compares status, output and error text."""
import os
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])


def run(args, stdin=b'', env=None):
    process = subprocess.run([PROGRAM] + args, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             timeout=60, env=dict(os.environ, **(env or {})))
    return process.returncode, process.stdout.decode('utf-8', 'replace'), process.stderr.decode('utf-8', 'replace')


failed = 0


def check(name, args, status=0, out=None, err=None, stdin=b'', env=None, err_has=None, out_has=None):
    global failed
    got = run(args, stdin, env)
    problems = []
    if got[0] != status:
        problems.append('status %r, not %r' % (got[0], status))
    if out is not None and got[1] != out:
        problems.append('stdout %r, not %r' % (got[1], out))
    if out_has is not None and out_has not in got[1]:
        problems.append('stdout %r lacks %r' % (got[1], out_has))
    if err is not None and got[2] != err:
        problems.append('stderr %r, not %r' % (got[2], err))
    if err_has is not None and err_has not in got[2]:
        problems.append('stderr %r lacks %r' % (got[2], err_has))
    print('FAIL' if problems else 'ok', name)
    for problem in problems:
        print('   ', problem)
    failed += bool(problems)


def write(name, text):
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    with open(name, 'wb') as f:
        f.write(text if isinstance(text, bytes) else text.encode())


def running():
    check('command', ['-c', 'print(1)'], out='1\n', err='')
    check('command argv', ['-c', 'import sys; print(sys.argv)', 'a', '-b'], out="['-c', 'a', '-b']\n")
    check('command file', ['-c', 'print(__name__, __file__)'], out='__main__ <stdin>\n')
    check('stdin', [], stdin=b'print(__name__, __file__)\n', out='__main__ <stdin>\n')
    check('stdin by dash', ['-', 'x'], stdin=b'import sys\nprint(sys.argv)', out="['-', 'x']\n")
    check('stdin stays', [], stdin=b'print(2)', out='2\n')
    write('d/script.py', 'import sys, helper\nprint(sys.argv, sys.path[0], __file__, helper.v)')
    write('d/helper.py', 'v = 5')
    check('file', ['d/script.py', 'a'], out="['d/script.py', 'a'] d d/script.py 5\n")
    write('p/__init__.py', 'print("init", __name__)')
    write('p/__main__.py', 'from . import other\nprint(__name__, __package__)')
    write('p/other.py', 'print(__name__)')
    check('module', ['-m', 'p'], out='init p\np.other\n__main__ p\n')
    check('module in package', ['-m', 'p.other'], out='init p\n__main__\n')
    check('module missing', ['-m', 'nothing'], status=1, err_has='No module named nothing')
    check('module is plain package', ['-m', 'q'], status=1, err_has='q')
    write('d/__main__.py', 'print("folder", __file__)')
    check('folder', ['d'], out='folder d/__main__.py\n')
    write('e/x.py', '')
    check('folder without main', ['e'], status=1, err_has="can't find '__main__' module in 'e'")
    check('file missing', ['none.py'], status=2,
          err="kukri: can't open file 'none.py': [Errno 2] No such file or directory\n")
    write('secret.py', 'print(1)')
    if os.getuid() != 0:
        os.chmod('secret.py', 0)
        check('file unreadable', ['secret.py'], status=2, err_has='[Errno 13] Permission denied')
    write('noend.py', 'print("no newline at the end")')
    check('no newline', ['noend.py'], out='no newline at the end\n')
    write('crlf.py', b'x = 1\r\nif x:\r\n    print("crlf")\r\n')
    check('crlf', ['crlf.py'], out='crlf\n')
    write('bom.py', b'\xef\xbb\xbfprint("bom")\n')
    check('bom', ['bom.py'], out='bom\n')
    write('empty.py', b'')
    check('empty', ['empty.py'], out='', err='')


def statuses():
    check('exit', ['-c', 'import sys; sys.exit(5)'], status=5)
    check('exit 256', ['-c', 'raise SystemExit(257)'], status=1)
    check('exit negative', ['-c', 'raise SystemExit(-1)'], status=255)
    check('exit none', ['-c', 'raise SystemExit'], status=0)
    check('exit text', ['-c', 'raise SystemExit("bye")'], status=1, err='bye\n', out='')
    check('exit list', ['-c', 'raise SystemExit([1])'], status=1, err='[1]\n')
    check('exception', ['-c', 'def f(): 1/0\nf()'], status=1,
          err='Traceback (most recent call last):\n  File "<stdin>", line 2, in <module>\n'
              '  File "<stdin>", line 1, in f\nZeroDivisionError: division by zero\n')
    check('order', ['-c', 'print("out"); raise KeyError("k")'], status=1, out='out\n', err_has="KeyError: 'k'")
    check('interrupt', ['-c', 'raise KeyboardInterrupt'], status=1, err_has='KeyboardInterrupt\n')
    check('atexit', ['-c', 'import sys; sys.atexit(lambda: print("end")); sys.exit(3)'], status=3, out='end\n')
    check('hook', ['-c', 'import sys\nsys.excepthook = lambda t, v, tb: print("hook", t.__name__, v)\n1/0'], status=1,
          out='hook ZeroDivisionError division by zero\n', err='')
    check('stderr replaced', ['-c', 'import sys\nsys.stderr = sys.stdout\n1/0'], status=1, err='',
          out_has='ZeroDivisionError')
    check('limit', ['-c', 'import sys\nsys.tracebacklimit = 1\ndef f(): 1/0\ndef g(): f()\ng()'], status=1,
          err='Traceback (most recent call last):\n  File "<stdin>", line 3, in f\n'
              'ZeroDivisionError: division by zero\n')
    check('unfinished file', ['-c', 'f = open("w.txt", "w")\nf.write("kept")'], status=0)
    check('was written', ['-c', 'print(open("w.txt").read())'], out='kept\n')


def bad_source():
    write('syntax.py', 'x = 1\ndef f(:\n    pass\n')
    check('syntax', ['syntax.py'], status=1, out='',
          err='  File "syntax.py", line 2\n    def f(:\n          ^\nSyntaxError: invalid syntax\n')
    write('utf8.py', b'x = 1\ns = "\xff\xfe"\n')
    check('undecodable', ['utf8.py'], status=1, err_has='0xff')
    check('undecodable place', ['utf8.py'], status=1, err_has='line 2')
    write('string.py', 's = "abc\n')
    check('unterminated', ['string.py'], status=1, err_has='unterminated string literal (detected at line 1)')
    write('triple.py', 's = """abc\ndef\n')
    check('truncated', ['triple.py'], status=1, err_has='unterminated triple-quoted string literal')
    write('bracket.py', 'f(1,\n2\n')
    check('never closed', ['bracket.py'], status=1, err_has="'(' was never closed")
    write('tabs.py', 'if 1:\n\tx = 1\n        y = 2\n')
    check('tabs', ['tabs.py'], status=1, err_has='TabError: inconsistent use of tabs and spaces in indentation')
    write('nul.py', b'x = 1\n\0y = 2\n')
    check('nul', ['nul.py'], status=1, err_has='SyntaxError: source code cannot contain null bytes')
    check('nul place', ['nul.py'], status=1, err_has='line 2')
    write('latin.py', b'# -*- coding: latin-1 -*-\nprint(ascii("\xe9"))\n')
    check('latin-1', ['latin.py'], out="'\\xe9'\n")
    write('deep.py', '(' * 100000)
    check('deep', ['deep.py'], status=1, err_has='Error')
    write('random.bin', bytes((i * 7919 + i // 3) % 256 for i in range(5000)))
    check('random bytes', ['random.bin'], status=1, err_has='Error')


def options():
    check('help', ['-h'], out_has='usage: kukri')
    check('long help', ['--help'], out_has='-X heapsize')
    check('version', ['--version'], out_has='Kukri ')
    check('bad option', ['-z'], status=1, err_has='unknown option')
    check('bad -X', ['-X', 'nonsense', '-c', ''], status=1, err_has='nonsense')
    check('bad heap size', ['-X', 'heapsize=1q', '-c', ''], status=1, err_has='1q')
    check('missing argument', ['-c'], status=1)
    check('assert', ['-c', 'assert 0, "x"'], status=1, err_has='AssertionError: x')
    check('-O', ['-O', '-c', 'assert 0; print(__debug__)'], out='False\n')
    check('-O2', ['-O2', '-c', 'def f(): "doc"\nprint(f.__doc__)'], out='None\n')
    check('heap size', ['-X', 'heapsize=300k', '-c', 'x = []\nwhile 1: x.append(bytearray(1000))'], status=1,
          err_has='MemoryError')
    check('heap size in words', ['-X', 'heapsize=100wk', '-c', 'print(1)'], out='1\n')
    check('tiny heap', ['-X', 'heapsize=1k', '-c', 'print(1)'], status=1, err_has='too small')
    check('emit', ['-X', 'emit=bytecode', '-c', 'print(1)'], out='1\n')
    write('once.py', 'print("ran")')
    check('compile only', ['-X', 'compile-only', 'once.py'], out='')
    write('wrong.py', 'x = = 1')
    check('compile only, error', ['-X', 'compile-only', 'wrong.py'], status=1, err_has='SyntaxError')
    write('lib/onpath.py', 'print("found")')
    check('KUKRIPATH', ['-c', 'import onpath'], out='found\n', env={'KUKRIPATH': 'lib'})
    check('MICROPYPATH', ['-c', 'import onpath, sys; print(sys.path)'], out="found\n['', 'lib', '.frozen']\n",
          env={'MICROPYPATH': 'lib:.frozen'})
    check('inspect', ['-i', '-c', 'x = 41'], stdin=b'x + 1\r\n', out_has='42')
    check('MICROPYINSPECT', ['-c', 'x = 41'], stdin=b'x + 1\r\n', out_has='42', env={'MICROPYINSPECT': '1'})
    check('gc switches', ['-c', 'print([i for i in range(3)])'], out='[0, 1, 2]\n', env={'KK_GC': 'stress,move'})
    check('failing allocation', ['-c', 'x = [0] * 1000'], status=1, err_has='MemoryError', env={'KK_OOM': '1'})


def names():
    """Names and arguments that are no UTF-8."""
    bad = os.fsdecode(b'n\xffm')
    check('argument', ['-c', 'import sys; print(ascii(sys.argv[1]))', bad], out="'n\\udcffm'\n")
    check('environment', ['-c', 'import os; print(ascii(os.getenv("BAD")))'], out="'n\\udcffm'\n", env={'BAD': bad})
    check('missing name', [bad], status=2, err_has="can't open file")
    write(bad + '.py', 'print(ascii(__file__))')
    check('script', [bad + '.py'], out="'n\\udcffm.py'\n")
    check('listed', ['-c', 'import os\nn = [n for n in os.listdir() if "\\udcff" in n][0]\nprint(open(n).read())'],
          out='print(ascii(__file__))\n')
    check('long name', ['-c', 'open("x" * 100000)'], status=1, err_has='[Errno 36] File name too long')
    check('module name', ['-m', bad], status=1, err_has='No module named')
    check('command', ['-c', 'print("\udcff")'], status=1, err_has='SyntaxError')


def streams():
    check('input', ['-c', 'a = input("name? ")\nprint("hi", a)'], stdin=b'Bob\n', out='name? hi Bob\n')
    check('input ends', ['-c', 'input()'], status=1, err_has='EOFError: EOF when reading a line')
    check('stdin text', ['-c', 'import sys\nfor line in sys.stdin: print(repr(line))'], stdin=b'a\r\nb\n\xc3\xbc',
          out="'a\\n'\n'b\\n'\n'ü'\n")
    check('stdin bytes', ['-c', 'import sys\nprint(sys.stdin.buffer.read())'], stdin=b'\xff\0\n', out="b'\\xff\\x00\\n'\n")
    check('stdin undecodable', ['-c', 'import sys\nsys.stdin.read()'], stdin=b'\xff', status=1,
          err_has='UnicodeDecodeError')
    check('stdout bytes', ['-c', 'import sys\nsys.stdout.write("a")\nsys.stdout.buffer.write(b"b")\nprint("c")'],
          out='abc\n')
    check('stderr', ['-c', 'import sys\nprint("x", file=sys.stderr)'], out='', err='x\n')
    check('input from another stream', ['-c', 'import sys, io\nsys.stdin = io.StringIO("q\\n")\nprint(input())'],
          out='q\n')


def closed_output():
    """A reader that goes away, and a full disk: the program ends, and not in silence."""
    global failed
    process = subprocess.Popen([PROGRAM, '-c', 'while True: print("y" * 50)'], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdout.read(100)
    process.stdout.close()
    try:
        good = process.wait(20) == 1 and b'BrokenPipeError' in process.stderr.read()
    except subprocess.TimeoutExpired:
        process.kill()
        good = False
    print('ok' if good else 'FAIL', 'closed pipe')
    failed += not good
    if os.path.exists('/dev/full'):
        with open('/dev/full', 'w') as full:
            got = subprocess.run([PROGRAM, '-c', 'print(1)'], stdout=full, stderr=subprocess.PIPE, timeout=20)
        good = got.returncode == 1 and b'No space left on device' in got.stderr
        print('ok' if good else 'FAIL', 'full disk')
        failed += not good


def main():
    with tempfile.TemporaryDirectory(prefix='kukri-cli-') as folder:
        os.chdir(folder)
        for name in ('KUKRIPATH', 'MICROPYPATH', 'MICROPYINSPECT', 'KK_GC', 'KK_OOM'):
            os.environ.pop(name, None)
        os.environ['HOME'] = folder
        for group in (running, statuses, bad_source, options, names, streams, closed_output):
            group()
        os.chdir('/')
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
