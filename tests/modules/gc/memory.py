import gc

gc.collect()
free, used = gc.mem_free(), gc.mem_alloc()
print(free > 0, used > 0)
block = bytearray(2000)
print(gc.mem_alloc() >= used + 2000)
del block
# What the C stack still knows of the block goes: anything deeper than bytearray() does.
sorted([3, 1, 2], key=str)
gc.collect()
print(gc.mem_alloc() < used + 2000)
print(gc.threshold())
print(gc.threshold(5000), gc.threshold())
for _ in range(50):
    x = bytearray(1000)
print(gc.threshold(-1), gc.threshold())
try:
    gc.threshold("1")
except TypeError as e:
    print(e)
# What is free can be had in one piece, wherever the survivors lie.
keep = []
for i in range(40):
    keep.append(bytearray(40))
    bytearray(100)
keep = keep[::2]
gc.collect()
