#!/usr/bin/env python3
# on: host
"""tools/lx106_outline.py: what gets one place for several, what stays, and which functions need no frame."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAVE = ['addi\tsp, sp, -16', 's32i.n\ta0, sp, 12']
LEAVE = ['j\tkk_frame_leave_types_16_0']
WORK = ['addi.n\ta4, a4, 1', 'slli\ta4, a4, 2', 'add.n\ta3, a3, a4', 'xor\ta3, a3, a2']


def function(name, body, literals=(), is_global=True):
    lines = ['\t.section\t.text.%s,"ax",@progbits' % name, '\t.literal_position'] + ['\t.literal %s' % text for text in literals]
    lines += ['\t.align\t4'] + ['\t.global\t' + name] * is_global + ['\t.type\t%s, @function' % name, name + ':']
    lines += [line if line.endswith(':') else '\t' + line for line in body]
    return '\n'.join(lines + ['\t.size\t%s, .-%s' % (name, name), ''])


def outlined(cold, fast=None):
    """The files after the tool, by their names: {'src/types/x.c': text}; 'outlined.s' is one of them."""
    with tempfile.TemporaryDirectory() as folder:
        def put(files):
            paths = []
            for name, functions in files.items():
                paths.append(os.path.join(folder, 'obj', name))
                os.makedirs(os.path.dirname(paths[-1]), exist_ok=True)
                with open(paths[-1], 'w') as f:
                    f.write('\t.text\n' + ''.join(functions))
            return paths
        out = os.path.join(folder, 'text')
        command = [sys.executable, os.path.join(ROOT, 'tools', 'lx106_outline.py'), out] + put(fast or {}) + ['--'] + put(cold)
        subprocess.run(command, check=True)
        found = {}
        for name in list(cold) + list(fast or {}) + ['outlined.s']:
            with open(os.path.join(out, name)) as f:
                found[name] = f.read().replace('\t', ' ')
        return found


def body(text, name):
    """The instructions of a function."""
    lines = text[text.index('\n%s:' % name):].split('\n')[2:]
    return [line.strip() for line in lines[:next(i for i, line in enumerate(lines) if line.startswith(' .size'))]]


def spaced(lines):
    return [line.replace('\t', ' ') for line in lines]


def test_shared():
    """The same instructions in functions that have saved a0: one place, which returns."""
    end = ['call0\tg', 's32i.n\ta2, a12, 0'] + LEAVE
    got = outlined({'src/types/x.s': [function(n, SAVE + WORK + ['s8i\ta2, a3, %d' % i] + end) for i, n in enumerate('abcd')]})
    call = body(got['src/types/x.s'], 'a')[2]
    name = call.split()[1]
    return call.startswith('call0 kk_outlined_') and body(got['outlined.s'], name) == spaced(WORK) + ['ret.n']


def test_a0_in_use():
    """A function without a frame returns by a0: it may not call, and neither may what has loaded a0 again."""
    leaf = {'src/types/x.s': [function(n, WORK + ['s8i\ta2, a3, %d' % i, 'ret.n']) for i, n in enumerate('abcd')]}
    late = SAVE + ['call0\tg', 's8i\ta2, a3, %d', 'l32i.n\ta0, sp, 12'] + WORK + ['bnez\ta3, .L1', '.L1:', 'addi\tsp, sp, 16', 'ret.n']
    loaded = {'src/types/x.s': [function(n, [line % i if '%' in line else line for line in late]) for i, n in enumerate('abcd')]}
    return all('kk_outlined' not in text for files in (leaf, loaded) for text in outlined(files).values())


def test_setup():
    """Arguments and call: in front of what is called, in its file, reached by a call, ending with a jump."""
    call = ['movi\ta5, 100', 'l32r\ta3, .LC1', 'mov.n\ta2, a12', 'call0\thome']
    users = [function(n, SAVE + ['s8i\ta2, a3, %d' % i] + call + ['s32i.n\ta2, a12, %d' % (4 * i)] + LEAVE, ['.LC1, kk_type_x'] * (i == 0))
             for i, n in enumerate('abc')]
    got = outlined({'src/types/x.s': users, 'src/types/str/y.s': [function('home', ['movi.n\ta2, 1', 'ret.n'])]})
    text = got['src/types/str/y.s']
    name = body(got['src/types/x.s'], 'b')[3].split()[1]
    place = body(text, name)
    return (place[0] == 'movi a5, 100' and place[-1] == 'j home' and ', kk_type_x' in text and text.index(name + ':') < text.index('home:')
            and 'kk_type_x' not in got['src/types/x.s'])


def test_static_names():
    """A static function of the same name is another one."""
    def file(name):
        return [function('put', ['movi.n\ta2, 1', 'ret.n'], is_global=False)] + [
            function(name + str(i), SAVE + ['s8i\ta2, a3, %d' % i, 'mov.n\ta2, a12', 'call0\tput', 's32i.n\ta2, a12, %d' % (4 * i)] + LEAVE)
            for i in range(8)]
    got = outlined({'src/types/x.s': file('x'), 'src/types/y.s': file('y')})
    names = {body(got['src/types/%s.s' % name], name + '3')[3] for name in 'xy'}
    return len(names) == 2 and all(' j put\n' in got['src/types/%s.s' % name] for name in 'xy')


def test_end():
    """The ends of functions, frame or not: a jump, to a place of the region."""
    end = ['movi.n\ta2, 1', 's32i.n\ta2, a12, 4', 's32i.n\ta2, a12, 8'] + LEAVE
    got = outlined({'src/types/x.s': [function(n, SAVE + ['call0\tg', 's8i\ta2, a3, %d' % i] + end) for i, n in enumerate('abcd')]})
    jump = body(got['src/types/x.s'], 'c')[-1]
    return jump.startswith('j kk_outlined_') and '.outlined.types.' + jump.split()[1] in got['outlined.s']


def test_labels_and_fast():
    """Nothing goes on across a label; a file where speed counts stays as it is."""
    cut = ['addi.n\ta4, a4, 1', '.L%d:', 'slli\ta4, a4, 2', 'bnez\ta4, .L%d', 'add.n\ta3, a3, a4', 'call0\tg'] + LEAVE
    parts = [function(n, SAVE + [line % i if '%' in line else line for line in cut]) for i, n in enumerate('abcd')]
    end = ['call0\tg', 's32i.n\ta2, a12, 0'] + LEAVE
    fast = [function(n, SAVE + WORK + ['s8i\ta2, a3, %d' % i] + end) for i, n in enumerate('abcd')]
    got = outlined({'src/types/x.s': parts}, {'src/types/y.s': fast})
    return body(got['src/types/x.s'], 'a')[2:6] == ['addi.n a4, a4, 1', '.L0:', 'slli a4, a4, 2', 'bnez a4, .L0'] and \
        'kk_outlined' not in got['src/types/y.s']


def test_jumps_on():
    """A function that ends with its only call needs no frame; with a second call, a local variable or a far target it does."""
    near = function('g', ['movi.n\ta2, 1', 'ret.n'])
    far = function('h', ['movi.n\ta2, 1'] * 80000 + ['ret.n'])
    got = outlined({'src/types/x.s': [near, function('a', SAVE + ['movi.n\ta3, 0', 'call0\tg'] + LEAVE),
                                      function('b', SAVE + ['call0\tg', 'movi.n\ta3, 0', 'call0\tg'] + LEAVE),
                                      function('c', SAVE + ['mov.n\ta3, sp', 'call0\tg'] + LEAVE),
                                      function('d', SAVE + ['beqz.n\ta2, .L9', 'call0\tg', '.L9:'] + LEAVE),
                                      function('e', SAVE + ['movi.n\ta4, 0', 'call0\ti'] + LEAVE)],
                    'src/types/y.s': [far, function('i', ['ret.n'])]})
    text = got['src/types/x.s']
    kept = [body(text, 'b')[:2], body(text, 'c')[:2], body(text, 'e')[:2]]
    return body(text, 'a') == ['movi.n a3, 0', 'j g'] and body(text, 'd') == ['beqz.n a2, .L9', 'j g', '.L9:', 'ret.n'] and \
        kept == [spaced(SAVE)] * 3


def main():
    for name, test in sorted(globals().items()):
        if name.startswith('test_'):
            print('ok' if test() else 'FAIL', name[5:])


if __name__ == '__main__':
    main()
