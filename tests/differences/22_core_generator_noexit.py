# A generator that does not run to its end leaves its with and try blocks when it is closed.
class Ctx:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *args):
        print("exit", args[0] and args[0].__name__)


def gen(n):
    with Ctx():
        try:
            for i in range(n):
                yield i
        finally:
            print("finally")


for i in gen(1):
    print(i)
g = gen(5)
print(next(g))
g.close()
print(list(g))
