# not on lx106: the host's heap grows, the device's is tested by tests/lx106
import gc

keep = []
for i in range(300):
    keep.append(bytearray(50))
    bytearray(100)
keep = keep[::3]
gc.collect()
block = bytearray(100000)
block[99999] = 7
print(len(keep), sum(len(k) for k in keep), block[99999])
