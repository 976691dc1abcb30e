# The operand of an augmented assignment may bind its target: the old value was read before.
def plain(a):
    a += (a := 10)
    return a


def wrong(a):
    a |= (a := not a)
    return a


def cell(a):
    def get():
        return a
    a -= (a := 10) + get()
    return a, get()


def listed(a):
    a += [a := 5, a]
    return a


def unbound():
    a += (a := 1)


g = 3
g *= (g := 7)
print(plain(1), cell(1), listed([1]), g)
for f in lambda: wrong(''), unbound:
    try:
        print(f())
    except (TypeError, NameError) as e:
        print(e)
