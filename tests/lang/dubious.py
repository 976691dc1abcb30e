# host only: a board does not warn
import sys
if sys.implementation.name != "cpython":
    sys.path.insert(0, __file__.rsplit("/tests/", 1)[0] + "/lib")
import warnings
tests = ['x is 1', 'x is not "a"', 'None is x', 'x is None', '1 is 2', 'x < y is 3', 'x is -1', 'x is ()', 'x is True', 'x == 1', 'y = lambda: x is 1.5',
  '"a"(1)', '(1, 2)(3)', '[1](2)', '{}(1)', '{1}(2)', 'None(1)', '(lambda: 1)(2)', '[x for x in y](1)', '(x for x in y)(1)', '5(1)', 'f"{x}"(1)', '...(1)',
  '5[1]', 'None[1]', '{1}[2]', '(lambda: 1)[2]', '1.5["a"]', '"abc"["a"]', '(1, 2)[1.5]', '[1, 2]["x"]', '[1, 2][None]', '[1][1:2]', '[1][True]', '(x for x in y)[1]', 'b"a"[1]', '{}[1]', '[[1, 2]\n[3, 4]]',
  'assert (x, "y")', 'assert (x)', 'assert ()', 'assert x, "y"', '"\\d"', 'b"\\d"', 'r"\\d"', '"\\n\\q"', 'f"\\d{x}"', '1if x else 2', '0x1for x in y', '"""\n\n\\d"""']
for action in ('always', 'error'):
    for t in tests:
        with warnings.catch_warnings(record=True) as log:
            warnings.simplefilter(action)
            try:
                compile(t, 'f', 'exec')
            except SyntaxError as e:
                print(repr(t), 'error', e.msg, e.lineno)
            for w in log:
                print(repr(t), w.category.__name__, w.message, w.lineno, w.filename)

# What match looks at twice warns once; a mistake of the text comes first, in any case.
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    exec("match ('\\d'):\n    case '\\d':\n        pass")
    print(len(log))
