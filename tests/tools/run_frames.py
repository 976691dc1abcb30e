#!/usr/bin/env python3
# on: host
"""tools/lx106_frames.py: which beginnings and ends of functions become calls and jumps, and which stay."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEAD = '\t.section\t.text.f,"ax",@progbits\n\t.align\t4\n\t.type\tf, @function\nf:\n'
TAIL = '\t.size\tf, .-f\n'


def frames(body, source='src/lang/x.c', head=HEAD):
    """The lines of the function after the tool."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'x.s')
        with open(path, 'w') as f:
            f.write(head + ''.join('\t%s\n' % line if not line.endswith(':') else line + '\n' for line in body) + TAIL)
        subprocess.run([sys.executable, os.path.join(ROOT, 'tools', 'lx106_frames.py'), path, source], check=True)
        with open(path) as f:
            text = f.read()
    assert text.startswith(head) and text.endswith(TAIL), text
    return text[len(head):-len(TAIL)].replace('\t', ' ').replace('\n ', '\n').strip().split('\n')


def begin(size, *registers):
    return ['addi\tsp, sp, -%d' % size] + ['s32i.n\t%s, sp, %d' % (r, size - 4 - 4 * i) for i, r in enumerate(registers)]


def end(size, *registers):
    return ['l32i.n\t%s, sp, %d' % (r, size - 4 - 4 * i) for i, r in enumerate(registers)] + ['addi\tsp, sp, %d' % size, 'ret.n']


def test_both_ends():
    got = frames(begin(32, 'a0', 'a12', 'a13') + ['movi.n\ta12, 1', 'call0\tg'] + end(32, 'a0', 'a12', 'a13'))
    return got == ['mov.n a8, a0', 'call0 kk_frame_enter_32_2', 'movi.n a12, 1', 'call0 g', 'j kk_frame_leave_lang_32_2']


def test_few_registers():
    """The beginning is no longer than the call."""
    got = frames(begin(16, 'a0', 'a12') + ['call0\tg'] + end(16, 'a0', 'a12'), 'src/types/x.c')
    return got == ['addi sp, sp, -16', 's32i.n a0, sp, 12', 's32i.n a12, sp, 8', 'call0 g', 'j kk_frame_leave_types_16_1']


def test_first_move():
    saved = 'a0', 'a12', 'a13'
    got = frames(begin(32, *saved) + ['mov.n\ta13, a2', 'call0\tg'] + end(32, *saved))
    kept = frames(begin(32, *saved) + ['mov.n\ta12, a3', 'call0\tg'] + end(32, *saved))
    return got[1:3] == ['call0 kk_frame_enter_32_2_a13', 'call0 g'] and kept[1:3] == ['call0 kk_frame_enter_32_2', 'mov.n a12, a3']


def test_zero_and_dead_end():
    """A jump to the end leaves at once; a2 = 0 goes along; the end that nothing reaches any more is dropped."""
    got = frames(begin(16, 'a0') + ['beqi\ta3, 4, .L2', 'movi.n\ta2, 0', 'j\t.L1', '.L2:', 'call0\tg', 'j\t.L1', '.L1:'] + end(16, 'a0'))
    return got[2:] == ['beqi a3, 4, .L2', 'j kk_frame_leave0_lang_16_0', '.L2:', 'call0 g', 'j kk_frame_leave_lang_16_0']


def test_reached_end():
    """A branch goes there: it stays."""
    got = frames(begin(16, 'a0') + ['beqz.n\ta2, .L1', 'call0\tg', 'j\t.L1', '.L1:'] + end(16, 'a0'))
    return got[2:] == ['beqz.n a2, .L1', 'call0 g', 'j kk_frame_leave_lang_16_0', '.L1:', 'j kk_frame_leave_lang_16_0']


def test_table():
    """A label that a table of a switch refers to is not dropped."""
    got = frames(begin(16, 'a0') + ['j\t.L1', '.L9:', 'call0\tg', '.L1:'] + end(16, 'a0'), head='\t.literal .LC0, .L9\n' + HEAD)
    return '.L9:' in got and '.L1:' not in got


def test_large():
    body = ['movi\ta9, 0xa0', 'sub\tsp, sp, a9', 's32i\ta0, sp, 156', 's32i\ta12, sp, 152', 'call0\tg',
            'l32i\ta0, sp, 156', 'l32i\ta12, sp, 152', 'movi\ta9, 0xa0', 'add.n\tsp, sp, a9', 'ret.n']
    return frames(body, 'src/object/x.c') == ['movi a9, 0xa0', 'mov.n a8, a0', 'call0 kk_frame_enter_big_1', 'call0 g',
                                              'movi a9, 0xa0', 'j kk_frame_leave_core_big_1']


def same(body, **kw):
    return frames(body, **kw) == [line.replace('\t', ' ') for line in body]


def test_left_alone():
    saved = 'a0', 'a12', 'a13'
    return (same(['movi.n\ta2, 0', 'ret.n']) and
            same(begin(32, *saved) + ['mov.n\ta2, a0'] + end(32, *saved)) and  # where it returns to is wanted
            same(begin(32, *saved) + ['call0\tg'] + end(32, *saved), head=HEAD.replace('.text.f', '.iram.text')) and
            same(['addi\tsp, sp, -24', 's32i.n\ta0, sp, 20', 'call0\tg', 'l32i.n\ta0, sp, 20', 'addi\tsp, sp, 24', 'ret.n']))


if __name__ == '__main__':
    failed = 0
    for name, test in sorted(globals().copy().items()):
        if name.startswith('test_'):
            fine = test()
            failed += not fine
            print('ok' if fine else 'FAIL', 'tools/frames', name[5:])
    sys.exit(failed != 0)
