# Bytes as source: coding comments, BOM, what cannot be decoded.
def run(src):
    ns = {}
    try:
        exec(src, ns)
        print(ascii(ns.get('x')))
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__)
run(b'x = "\xc3\xa9"')
run(b'\xef\xbb\xbfx = "bom \xc3\xa9"')
run(b'# -*- coding: latin-1 -*-\nx = "\xe9\xff"')
run(b'#!/bin/sh\n# vim: set fileencoding=iso-8859-1 :\nx = "\xe9"')
run(b'# coding: utf-8\nx = "\xc3\xa9"')
run(b'# coding=ascii\nx = "a"')
run(b'# coding: no-such-thing\nx = 1')
run('# coding: latin-1\nx = "é"')
run(b'x = "\xff"')
run(b'x = "\xc3"')
run(b'x = "\xc3')
run(b'x = 1\n\n\ny = "\xed\xa0\x80"')
run('x = "\0"')
run('x = 1\0')
run(b'x = "a\r\nb"') if 0 else run(b'x = """a\r\nb\rc"""')
run(b'x = 1\r\nif x:\r\n  x = 2\r\n')
run(b'x = 1\rif x:\r  x = 3\r')
run(b'x\x0c= 4')
run('x = "' + 'é' * 300 + '"[-1]')
run(b'pass\n' * 50 + b'x = "\xc3\xa9"' * 1)
