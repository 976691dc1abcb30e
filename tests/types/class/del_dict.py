class C:
    pass


a = C()
a.x = 1
del a.__dict__
print(a.__dict__, hasattr(a, 'x'))
a.y = 2
print(a.__dict__)
