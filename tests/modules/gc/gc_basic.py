import gc

print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
print(isinstance(gc.collect(), int), isinstance(gc.collect(0), int), isinstance(gc.collect(generation=1), int))
for bad in (3, -1):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def chain(n):
    last = node = Node(0, None)
    for i in range(1, n):
        node = Node(i, node)
    last.next = node
    return node


def check(node, n):
    total = 0
    for _ in range(n):
        total += node.value
        node = node.next
    return total


keep = chain(50)
for _ in range(20):
    chain(30)
gc.collect()
print(check(keep, 50))
gc.disable()
for _ in range(5):
    chain(30)
gc.enable()
gc.collect()
print(check(keep, 100))
