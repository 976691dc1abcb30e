# Lines, comments, continuation, indentation, numbers, names.
if True:
    x = 1   # comment
        # odd comment
    y = (1 +
2
  + 3)
# comment at margin
    z = [1,

         2,  # in brackets
         ]
print(x, y, z)
a = 1; b = 2;
c = a + \
    b
print(a, b, c)
if a: print('one line'); print('two')
if a:
	print('tab')
	if b:
		print('two tabs')
def f(a,b = 1,*c,d=2 ,** e):return(a,b,c,d,e)
print(f(1,2,3,d = 4,e= 5))
print(1_000, 0x_fF, 0o1_7, 0B101, 1_0.5, 1e3, 1E-2, .5, 5., 0xdead, 00, 0_0, 1e0_2)
print(1.5j, 2J, 0j, 1e2j, 10 .__class__.__name__, 1..__class__.__name__)
print(123456789012345678901234567890, 0xffffffffffffffffffff, -0b11, 9223372036854775807, 2147483648)
print(1if a else 2, [1for i in(1,)], 0x1for x in [1]) if 0 else print('spaces')
é = 'accent'
変数 = 'name'
_x1 = 'under'
print(é, 変数, _x1)
print(a if a else b, not a, a and b or c, a is not b, a not in [b])
print(a<b, a<=b, a==b, a!=b, a>>b, a<<b, a**b, a//b, a@b if 0 else a%b, a&b|c^a, ~a, -+-a)
t = a,
print(t, (), (1,), [1,], {1,}, {1:2,}, (a), ((a)))
print("end" "of" 'strings' """triple ' " "quotes" """ '''x
y''')
class C: pass; v = 1
print(C.v, ...is Ellipsis, ...)
x = y = z = 0; x += 1; y -= 1
print(x, y, z)
