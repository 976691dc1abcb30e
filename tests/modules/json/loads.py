# json.loads: values, hooks, errors and their places.
import json

def run(text, **kw):
    try:
        v = json.loads(text, **kw)
        print(repr(text)[:60], repr(v)[:200], type(v).__name__)
    except ValueError as e:
        print(repr(text)[:60], type(e).__name__, e, [getattr(e, n, None) for n in ('msg', 'pos', 'lineno', 'colno')])
    except Exception as e:
        print(repr(text)[:60], type(e).__name__, e)

for text in ('null', 'true', 'false', '0', '-0', '12', '-7', '1.5', '-0.25', '1e3', '1E+2', '25e-2', '123456789012345678901234567890',
             '""', '"abc"', '"a\\nb\\t\\"\\\\\\/\\b\\f\\r"', '"\\u0041\\u00e9\\u20ac"', '"\\ud83d\\ude00"', '"h\u00e9\u20ac"',
             '[]', '{}', ' [ ] ', '\t{\n}\r\n', '[1, 2,3 , [4], {"a": [5, {"b": null}]}]', '{"a": 1, "b": {"c": []}, "a": 2}',
             '[[[[]]]]', '{"": ""}', '  7  '):
    run(text)
for text in ('', ' ', '[', '{', ']', '}', '[1', '[1,', '[1,]', '[,1]', '[1 2]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}',
             '{"a" 1}', '{a: 1}', "{'a': 1}", '{1: 2}', '{"a":1 "b":2}', '{,}', '"', '"abc', '"a\nb"', '"a\tb"', '"\\x"', '"\\u12"',
             '"\\u12g4"', '"\\', '"\\u', '"\\ud83d\\u12"', 'nul', 'nulll', 'True', 'tru', 'falsy', '01', '-', '+1', '.5', '1.', '1.e3', '1e',
             '1e+', '-a', '0x10', '1 2', '[] []', '{} x', 'x', '"a" "b"', '\n\n  x', '[1,\n 2,\n  x]', '{"a":\n\n x}', '"\u00e9\u20ac', '[\u00e9]',
             '\ufeff[]', '{"a":1,\n  2}', '[1,2', '\x00', '[1\x0b]', '-Inf', 'Infinit', 'NaNa'):
    run(text)
run('[NaN, Infinity, -Infinity]')
run('"a\nb\tc"')
run(b'[1, "x"]')
run(bytearray('"\u00e9"'.encode()))
run(5)
run(None)
run(['[]'])
run('[1, 2.5, NaN, 1e2, -3]', parse_int=lambda s: 'i' + s, parse_float=lambda s: 'f' + s, parse_constant=lambda s: 'c' + s)
run('{"a": {"b": 1}, "c": [{}]}', object_hook=lambda d: sorted(d.items()))
run('{"a": {"b": 1}, "a": 2}', object_pairs_hook=lambda pairs: ('pairs', pairs))
run('{"a": 1}', object_pairs_hook=list, object_hook=lambda d: 1 / 0)
run('{"a": 1}', object_hook=lambda d: 1 / 0)
run('[1.5]', parse_float=lambda s: 1 / 0)
try:
    json.loads('[]', 5)
except TypeError as e:
    print('TypeError')
e = json.JSONDecodeError('what', 'a\nbc', 3)
print(e, e.msg, e.doc, e.pos, e.lineno, e.colno, isinstance(e, ValueError), e.args)
keys = json.loads('[{"name": 1}, {"name": 2}]')
print([k is l for k in keys[0] for l in keys[1]])
