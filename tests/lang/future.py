"docstring"
from __future__ import annotations, print_function
from __future__ import generator_stop
x: undefined_name = 1
def f(a: also_undefined, b: wrong() = 2) -> 1 / 0:
    return a + b
class C:
    y: nowhere
    def m(self) -> C:
        return self
print(x, f(1), C().m().__class__.__name__, __doc__)
for src in ('from __future__ import braces', 'from __future__ import nonsense', 'x = 1\nfrom __future__ import division',
            'def f():\n    from __future__ import division', '"doc"\nfrom __future__ import division\npass'):
    try:
        compile(src, 'f', 'exec')
        print('fine')
    except SyntaxError as e:
        print('SyntaxError', e.lineno)
