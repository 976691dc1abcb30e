# host only: SHA-3, BLAKE2 and what is made of hashes
import hashlib
import io

DATA = [b'', b'abc', bytes(range(256)) * 3, b'x' * 71, b'x' * 72, b'x' * 135, b'x' * 136, b'y' * 128, b'y' * 129, b'z' * 64]
for name in 'sha3_224 sha3_256 sha3_384 sha3_512 blake2b blake2s'.split():
    for data in DATA:
        h = getattr(hashlib, name)()
        for i in range(0, len(data), 50):
            h.update(data[i:i + 50])
        print(name, len(data), h.hexdigest(), hashlib.new(name, data).digest() == h.digest())
    c = h.copy()
    c.update(b'more')
    print(h.hexdigest() == hashlib.new(name, data).hexdigest(), c.hexdigest() == hashlib.new(name, data + b'more').hexdigest())
    print(h.name, h.digest_size, h.block_size)
for name in 'shake_128', 'shake_256':
    h = hashlib.new(name, b'abc')
    print(h.name, h.digest_size, h.block_size, h.hexdigest(300), h.digest(0))
print(hashlib.blake2b(b'data', digest_size=20, key=b'key', salt=b'salt', person=b'person').hexdigest())
print(hashlib.blake2s(b'data', digest_size=11, key=b'k' * 32, fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1,
                      inner_size=6, last_node=True).hexdigest())
print(hashlib.blake2b.MAX_DIGEST_SIZE, hashlib.blake2s.SALT_SIZE, hashlib.blake2s.MAX_KEY_SIZE)
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 5).hex())
print(hashlib.pbkdf2_hmac('sha1', b'p' * 100, b'salt', 2, 50).hex(), hashlib.pbkdf2_hmac('sha512', b'', b'', 1, 3).hex())
print(hashlib.file_digest(io.BytesIO(b'content'), 'sha3_256').hexdigest(), hashlib.file_digest(open(__file__, 'rb'), hashlib.md5).digest_size)
print(sorted(hashlib.algorithms_guaranteed), hashlib.algorithms_guaranteed <= hashlib.algorithms_available)


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt(hashlib.sha3_256, 'text')
attempt(hashlib.new, 'nothing')
attempt(hashlib.blake2b, digest_size=65)
attempt(hashlib.blake2s, key=bytes(33))
attempt(hashlib.blake2b, salt=bytes(17))
attempt(hashlib.blake2b, depth=0)
attempt(hashlib.blake2s, node_offset=1 << 48)
attempt(hashlib.pbkdf2_hmac, 'sha1', b'', b'', 0)
attempt(hashlib.pbkdf2_hmac, 'sha1', b'', b'', 1, 0)
print(hashlib.new('SHA256', b'').name, hashlib.new('md5', usedforsecurity=False).name)
