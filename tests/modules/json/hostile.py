# json: depth, circles and changes while writing.
# host only: it needs more memory
import json

def run(f, *args, **kw):
    try:
        f(*args, **kw)
        print('fine')
    except Exception as e:
        print(type(e).__name__)

run(json.loads, '[' * 100000)
run(json.loads, '[' * 100000 + ']' * 100000)
run(json.loads, '{"a":' * 100000 + '1' + '}' * 100000)
deep = []
for i in range(100000):
    deep = [deep]
run(json.dumps, deep)
run(json.dumps, deep, check_circular=False)
deep = {}
for i in range(100000):
    deep = {'a': deep}
run(json.dumps, deep)
del deep
class E:
    pass
run(json.dumps, E(), default=lambda o: [E()])
d = {'a': 1, 'b': E(), 'c': 3}
def change(o):
    d.clear()
    return 1
run(json.dumps, [1, E(), 2], default=lambda o: None)
l = [1, E(), 2, 3]
def cut(o):
    del l[2:]
    return 0
print(json.dumps(l, default=cut))
