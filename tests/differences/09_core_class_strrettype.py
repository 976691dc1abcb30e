# __str__ and __repr__ must return strings.
class Foo:
    def __str__(self):
        return 123

    def __repr__(self):
        return None


for f in str, repr, "{}".format, print, ascii:
    try:
        f(Foo())
    except TypeError as e:
        print(e)
