# References follow their objects, and are cleared, while everything moves about.
import gc
from _weakref import ref
def settle():
    # What is left on stacks by calls that are over goes away.
    for i in range(3):
        sorted([str(i) for i in range(9)], key=len)
        gc.collect()
class Node:
    def __init__(self, n): self.n = n
keep, refs, died = [], [], []
for i in range(60):
    node = Node(i)
    refs.append(ref(node, lambda r, i=i: died.append(i)))
    if i % 3 == 0:
        keep.append(node)
    if i % 20 == 0:
        junk = [bytes(40) for j in range(20)]
        settle()
node = junk = None
settle()
print([r().n for r in refs if r() is not None])
print(all(refs[n.n]() is n for n in keep))
print(sorted(died) == [i for i in range(60) if i % 3])
keep.clear()
settle()
print(len(died), [r() for r in refs] == [None] * 60)
