# hashlib: what hash objects do beside hashing.
import hashlib

h = hashlib.sha256(b'abc')
c = h.copy()
h.update(b'def')
print(h.hexdigest() == hashlib.sha256(b'abcdef').hexdigest(), c.hexdigest() == hashlib.new('sha256', b'abc').hexdigest())
print(hashlib.md5(string=b'x', usedforsecurity=False).hexdigest())
h.update(bytearray(b'g'))
h.update(memoryview(b'xhix')[1:3])
print(h.hexdigest() == hashlib.sha256(b'abcdefghi').hexdigest())
for f in (lambda: hashlib.md5('x'), lambda: hashlib.sha1(1), lambda: hashlib.new('md6'), lambda: h.update('x')):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print({'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'} <= hashlib.algorithms_available)
