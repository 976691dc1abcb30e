# Arithmetic does not call __float__.
class Test:
    def __float__(self):
        return 0.5


for f in (lambda: 2.0 * Test(), lambda: Test() + 1.0, lambda: 1.0 < Test(), lambda: 2.0 ** Test(),
          lambda: 1j - Test(), lambda: divmod(1.0, Test()), lambda: 1.0 == Test(), lambda: float(Test())):
    try:
        print(f())
    except TypeError as e:
        print(e)
