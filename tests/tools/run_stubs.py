#!/usr/bin/env python3
# on: host
"""The stubs parse, and have every module and name that the program has.

usage: run_stubs.py KUKRI
"""
import ast
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NAMES = '''import sys
for name in sys.builtin_module_names:
    try:
        m = __import__(name)
    except ImportError:
        continue
    print(name, *[n for n in dir(m) if n[0] != '_' and n.isidentifier()])
'''


def names_in(tree):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign):
            found.add(node.target.id)
        elif isinstance(node, ast.Assign):
            found.add(node.targets[0].id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def check(name, good, shown=''):
    print('%s %s' % ('ok' if good else 'FAIL', name) + ('' if good else '\n' + shown))


def main():
    kukri = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([sys.executable, 'tools/gen_stubs.py', out], cwd=TOP, text=True, capture_output=True)
        check('written', done.returncode == 0, done.stderr)
        trees, wrong = {}, []
        for folder, _, files in os.walk(out):
            for file in files:
                path = os.path.join(folder, file)
                with open(path, encoding='utf-8') as f:
                    try:
                        trees[os.path.relpath(path, out)] = ast.parse(f.read(), path)
                    except SyntaxError as error:
                        wrong.append(str(error))
        check('they parse', not wrong and len(trees) > 100, '\n'.join(wrong))
        shown = subprocess.run([kukri, '-c', NAMES], text=True, capture_output=True).stdout
        missing = []
        for line in shown.splitlines():
            module, *names = line.split()
            if module + '.pyi' not in trees:
                missing.append(module)
                continue
            there = names_in(trees[module + '.pyi'])
            missing += ['%s.%s' % (module, name) for name in names if name not in there and name not in ('True', 'False', 'None')]
        check('all names', not missing and shown.count('\n') > 20, ' '.join(missing))
        board = [name for name in ('machine', 'esp', 'onewire', 'flashbdev', 'asyncio/__init__') if name + '.pyi' not in trees]
        check('the boards', not board, str(board))
        pin = ast.unparse(trees.get('machine.pyi', ast.parse('')))
        check('classes', 'class Pin' in pin and 'def value(self' in pin and 'IN: int' in pin, pin[:2000])


if __name__ == '__main__':
    main()
