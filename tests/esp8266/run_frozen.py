#!/usr/bin/env python3
# on: esp8266
"""A program that uses the larger modules in the firmware prints the same as under CPython, and leaves memory."""
import os
import subprocess
import sys

from board import Board

ORACLE = '/usr/bin/python3.11'


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), '_frozen.py')
    expected = subprocess.run([ORACLE, path], stdout=subprocess.PIPE, text=True, check=True).stdout
    with Board() as board:
        shown = board.run(open(path).read(), 60).replace('\r\n', '\n')
        free = int(board.run('import gc\ngc.collect()\nprint(gc.mem_free())'))
    print('ok use' if shown == expected else 'FAIL use\n%s' % shown)
    print('ok memory' if free > 40000 else 'FAIL memory: %d bytes are free' % free)
    return shown != expected or free <= 40000


if __name__ == '__main__':
    sys.exit(main())
