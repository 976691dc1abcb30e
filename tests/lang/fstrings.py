# f-strings.
a, b, s = 1, 2.5, 'text'
print(f'{a}{b}{s}', f'', f'plain', f'{{}}', f'{{{a}}}', f'{a}}}')
print(f'{s!r} {s!s} {s!a} {s:>6}| {b:.2f} {a:03d} {s!r:^8}|')
w = 7
print(f'{s:>{w}}|{s:{"<"}{w}}|{b:{w}.{a}f}|')
print(f'{a=} {s=} {s = !s} {b=:.1f} {a + 1=}')
print(f"{s + 'x'}", f'{ {"k": 1}["k"] }', f'{[i for i in range(3)]}', f'{(lambda: 5)()}')
print(f'''{"nested " + f"{a}" + f"{s!r}"}''', f'''{f"{f'{a}'}"}''')
print('a' f'{a}' 'b' f'{b}' "c")
print(f'''{
a
} multi
line {s}''')
print(rf'\n{a}', fr'{s}\d', F'{a}', f'\x41{a}\u00e9\n', end='')
print(f'{a!r:>{w}}', f'{a:{w}}|', f'{3.0:g}', f'{a if a > 5 else b}', f'{a != b}', f'{not a}')
print(f'{1,}', f'{a, b}', f'{*[1, 2],}', f'{s[0]}{s[1:3]}', f'{s.upper()}')
print(f'{"a:b"}', f"{'}'}", f"{'{'}", f'{a:}', f'{"x" "y"}')
print(f'{a:>{w}}{b}' + f'{s:{w}}' '|')
class F:
    def __format__(self, spec):
        return 'F<' + spec + '>'
print(f'{F()} {F():x} {F():{a}y}')
def y():
    x = f'{(yield)}'
    print(x)
g = y()
next(g)
try:
    g.send('sent')
except StopIteration:
    pass
print(f'{(z := 5)}', z, f'{a:{"0"}>{3}}')
print(f'{s!r}' f'{s!s}', f'{"é"}{"ü"!a}')
print(fr"\{6 * 7}", rf"\d{{{5}}}\{{", fr"{1:\>4}" if False else "")
