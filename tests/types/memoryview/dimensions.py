# heap: 64000
# Views of several dimensions, and of none: what cast() makes with a shape.
m = memoryview(bytes(range(24)))
views = {'n': m.cast('B', [2, 3, 4]), 'z': memoryview(b'x').cast('B', []),
         'w': memoryview(bytearray(24)).cast('H', (3, 4)), 'zw': memoryview(bytearray(1)).cast('B', ())}
scope = dict(views, m=m)


def show(text):
    try:
        print(text, '->', eval(text, scope))
    except Exception as e:
        print(text, '->', type(e).__name__, e)


for v in views:
    for text in ('.shape', '.strides', '.ndim', '.suboffsets', '.nbytes', '.itemsize', '.tolist()', '.tobytes()',
                 '.c_contiguous', '.f_contiguous', '.contiguous', '[0]', '[()]', '[1,2]', '[1,2,3]', '[-1,-1,-1]',
                 '[0,0,4]', '[0,0,0,0]', '[0:1].tolist()', '[::-1].tolist()', '[::-1].c_contiguous', '[0:1,0:1]',
                 '[0:1,1]', '["a"]', '[0,"a"]', '[3,0]', ' == m', '.hex()', '.cast("B").shape', '.cast("B", [4, 6])',
                 '.cast("H").shape', '[::2].tobytes()', '[::2].cast("B").shape', '[::2].strides', '[::2].contiguous',
                 '.tobytes("F")', '.tobytes("X")', '.tobytes(None)', '[2,3]', '.toreadonly().shape'):
        show(v + text)
    for text in ('len(%s)', 'list(%s)', '%s == %s', 'bytes(%s)', 'list(reversed(%s))', 'memoryview(%s).shape',
                 '%s[...] is %s', 'hash(%s.toreadonly()) == hash(%s.tobytes())'):
        show(text.replace('%s', v))
for text in ('w[0]=1', 'w[0,0]=1', 'w[0,1]=70000', 'w[0:1]=w[1:2]', 'w[0,4]=1', 'w[0:1,0]=1', 'w[0:1,0:1]=1', 'w[()]=1',
             'w[...]=1', 'zw[()]=5', 'zw[...]=7', 'zw[0]=1', 'del w[0,0]', 'w[1,1,1]=1', 'w["a"]=1', 'zw[0:1]=b"a"',
             'n[0,0,0]=1', 'w[2,3]=513'):
    try:
        exec(text, scope)
        print(text, views['w'].tolist(), views['zw'].tolist())
    except Exception as e:
        print(text, '->', type(e).__name__, e)
for args in ('"B",[2,3]', '"B",[-1,2]', '"B",[0]', '"B",["a"]', '"B",3', '"B",[24]*65', '"H",[3,4]', '"H",(12,)',
             '"H",(2,2,3)', '"B",()', '"B",[24]+[1]*63'):
    show('m.cast(%s).shape[:3]' % args)
    show('m.cast(%s).strides[:3]' % args)
h = memoryview(b'abc')
print(hash(h) == hash(b'abc'))
h.release()
print(hash(h) == hash(b'abc'))
