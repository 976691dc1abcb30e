# Names of builtins that the program hides, and gives back.
import builtins
saved = builtins.len

def f():
    return len('abc')

print(f(), f())
builtins.foo = 1
print(f(), foo)
del builtins.foo
builtins.len = lambda x: 'own'
print(f())
builtins.len = saved
print(f())
builtins.bar = 2
print(f(), bar)
del builtins.bar
builtins.len = lambda x: 'own again'
print(f())
builtins.len = saved
len = lambda x: 'global'
print(f())
del len
print(f())
for name in 'one', 'two':
    setattr(builtins, name, name)
    print(f(), one)
builtins.__dict__['len'] = lambda x: 'through the dict'
print(f())
builtins.len = saved
print(f())
print(' a  b c '.split(), 'a b  c  '.split(None, 1), '  '.split(), ' x '.split(None, 0), ''.split(), 'ab'.split(),
      '\x1ca\x1fb'.split(), b' a  b '.split(), 'é  ü '.split())
print('abc'.isalpha(), ''.isalpha(), 'a1'.isalnum(), '12'.isdigit(), '1a'.isdigit(), 'é'.isalpha(), b'a\xe9'.isalpha())
