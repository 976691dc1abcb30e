# hashlib: digests of all lengths around the blocks, in one piece and in many.
import hashlib

NAMES = 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'
for name in NAMES:
    f = getattr(hashlib, name)
    h = f()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
    for n in (1, 3, 55, 56, 57, 63, 64, 65, 111, 112, 113, 127, 128, 129, 1000):
        data = bytes((i * 7 + n) & 255 for i in range(n))
        whole = f(data).hexdigest()
        h = f()
        for i in range(0, n, 13):
            h.update(data[i:i + 13])
        print(n, whole, h.hexdigest() == whole, h.digest().hex() == whole)
