#!/usr/bin/env python3
# on: esp8266
"""Programs that use the larger modules in the firmware print the same as under CPython, and leave memory."""
import glob
import os
import subprocess
import sys

from board import Board

ORACLE = '/usr/bin/python3.11'
# What a program leaves free of the 71 KB at the prompt: 38,128 bytes the greediest (datetime and dataclasses).
FREE = 36000


def run(path):
    """What is wrong with a program, or None."""
    expected = subprocess.run([ORACLE, path], stdout=subprocess.PIPE, text=True, check=True).stdout
    with open(path, encoding='utf-8') as f:
        code = f.read()
    with Board() as board:
        shown, error = board.exec(code, 60)
        free = int(board.run('import gc\ngc.collect()\nprint(gc.mem_free())'))
    if error or shown != expected:
        return shown + error
    return None if free > FREE else '%d bytes are free' % free


def main():
    failed = False
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), '_frozen_*.py'))):
        wrong = run(path)
        name = os.path.basename(path)[8:-3]
        print('ok ' + name if wrong is None else 'FAIL %s\n%s' % (name, wrong), flush=True)
        failed = failed or wrong is not None
    return failed


if __name__ == '__main__':
    sys.exit(main())
