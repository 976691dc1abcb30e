# Default values of a generator's parameters outlive a collection while it is made.
def gen(a, b=[1], *c, d={'k': 2}, e=(3, 4)):
    yield a, b, c, d, e


for i in range(3):
    print(list(gen(i)), list(gen([i], e=5)), list(gen(*'ab', d=i)))
