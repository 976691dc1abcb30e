import gc
def settle():
    # What is left on stacks by calls that are over goes away.
    for i in range(3):
        sorted([str(i) for i in range(9)], key=len)
        gc.collect()
log = []
class A:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
def drop():
    a = A(1)
    b = A(2)
    a.b, b.a = b, a
drop(); settle()
print(sorted(log)); log.clear()
class Back:
    def __del__(self):
        log.append('back'); keep.append(self)
keep = []
def drop(): Back()
drop(); settle()
print(log, len(keep))
keep.clear(); settle()
print(log, len(keep)); log.clear()
class L(list):
    def __del__(self): log.append(list(self))
class I(int):
    def __del__(self): log.append(int(self))
class E(Exception):
    def __del__(self): log.append('E')
class N(A):
    def __new__(cls, n): return super().__new__(cls)
class S:
    __slots__ = ('n',)
    def __del__(self): log.append(self.n)
def drop():
    L([1, 2]); I(7); N(8); s = S(); s.n = 9
    try: raise E
    except E: pass
drop(); settle()
print(sorted(log, key=str)); log.clear()
class Chain:
    def __init__(self, n): self.n = n
    def __del__(self):
        log.append(self.n)
        if self.n: Chain(self.n - 1)
def drop(): Chain(3)
drop()
for i in range(4): settle()
print(log)
class Base:
    def __del__(self): log.append('base')
class Sub(Base):
    def __del__(self):
        super().__del__(); log.append('sub')
log.clear()
def drop(): Sub()
drop(); settle()
print(log)
