# What a metaclass's mro() may not give.
class Fails(type):
    def mro(cls):
        return cls.answer


for answer in 5, None, [1], [int], ['x'], [5, int]:
    try:
        Fails.answer = answer
        Fails('Made', (), {})
        print('made')
    except TypeError as e:
        print(e)
