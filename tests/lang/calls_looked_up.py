# Methods that Python code finds, called with keywords: the names of these are not lost on the way.
class Finds:
    def __getattr__(self, name):
        junk = [[name + str(i)] * 3 for i in range(20)]
        return lambda *args, **named: (name, len(junk), args, named)


class Descriptor:
    def __get__(self, obj, cls):
        junk = [{'k' + str(i): i} for i in range(20)]
        return lambda *args, **named: (len(junk), args, named)


class Has:
    method = Descriptor()


for i in range(3):
    print(Finds().first(1, two=2, three=3))
    print(Finds().second(*(1, 2), four=i))
    print(Has().method(1, one=i), Has.method(x=i))
    print(Finds().third(5))
