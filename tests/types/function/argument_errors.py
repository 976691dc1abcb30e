

def renamed(a):
    pass


renamed.__qualname__ = "Other.name"
for args in ((), (1, 2)):
    try:
        renamed(*args)
    except TypeError as e:
        print(e)
try:
    renamed(a=1, b=2)
except TypeError as e:
    print(e)
