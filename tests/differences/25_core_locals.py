# locals() has the local variables.
def test(a, *b, c=3, **d):
    val = 2
    print(locals())
    inner = lambda: a
    del val
    print(sorted(locals()))


test(1, 4, 5, e=6)


class A:
    x = 1
    print("x" in locals(), locals()["x"])


print(locals() is globals())
