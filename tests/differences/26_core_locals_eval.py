# eval() and exec() see local variables.
val = 1


def test():
    val = 2
    print(val, eval("val"), eval("[val for _ in range(2)]", globals()))
    exec("print(val); val = 9")
    print(val)


def closure(n):
    def inner():
        return n, eval("n + 1")
    return inner()


test()
print(closure(4))
