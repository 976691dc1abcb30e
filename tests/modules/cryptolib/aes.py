# AES with the vectors of NIST SP 800-38A, in pieces, in place, and what is refused.
from binascii import unhexlify as h
import cryptolib

TEXT = h('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51'
         '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710')
K128 = h('2b7e151628aed2a6abf7158809cf4f3c')
K256 = h('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
IV = bytes(range(16))
COUNTER = bytes(range(0xf0, 0x100))
EXPECTED = {
    (K128, 1): '3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf'
               '43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4',
    (K256, 1): 'f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870'
               'b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7',
    (K128, 2): '7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2'
               '73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7',
    (K256, 2): 'f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d'
               '39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b',
    (K128, 6): '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff'
               '5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee',
    (K256, 6): '601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5'
               '2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6',
}


def new(key, mode):
    return cryptolib.aes(key, mode, {1: None, 2: IV, 6: COUNTER}[mode])


def pieces(f, data, sizes):
    out, at = b'', 0
    for n in sizes:
        out += f(data[at:at + n])
        at += n
    return out


for (key, mode), packed in EXPECTED.items():
    packed = h(packed)
    assert new(key, mode).encrypt(TEXT) == packed
    assert new(key, mode).decrypt(packed) == TEXT
    sizes = [1, 20, 0, 3, 40] if mode == 6 else [16, 32, 0, 16]
    assert pieces(new(key, mode).encrypt, TEXT, sizes) == packed
    assert pieces(new(key, mode).decrypt, packed, sizes) == TEXT
    buf = bytearray(TEXT + b'more')
    view = memoryview(buf)[:64]
    assert new(key, mode).encrypt(view, view) is view
    assert buf == packed + b'more'
    new(key, mode).decrypt(packed, buf)
    assert buf == TEXT + b'more'
    # Overlapping, the output behind the input.
    buf = bytearray(TEXT + bytes(8))
    new(key, mode).encrypt(memoryview(buf)[:64], memoryview(buf)[8:])
    assert buf[8:] == packed
    print(len(key), mode, 'ok')
# The counter is one number of 128 bits.
c = cryptolib.aes(K128, 6, b'\xff' * 16)
e = cryptolib.aes(K128, 1)
print(c.encrypt(bytes(32)) == e.encrypt(b'\xff' * 16) + e.encrypt(bytes(16)))
c = cryptolib.aes(K128, cryptolib.MODE_CTR, IV)
print(c.encrypt(b'abc') != b'abc', c.decrypt(c.encrypt(b'')))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


used = cryptolib.aes(K128, 1)
used.encrypt(bytes(16))
for f in (lambda: used.decrypt(bytes(16)), lambda: used.encrypt(bytes(17)), lambda: used.encrypt('x' * 16),
          lambda: used.encrypt(bytes(32), bytearray(31)), lambda: used.encrypt(bytes(16), bytes(16)),
          lambda: cryptolib.aes(b'short', 1), lambda: cryptolib.aes(bytes(24), 1), lambda: cryptolib.aes(K128, 3),
          lambda: cryptolib.aes(K128, 2), lambda: cryptolib.aes(K128, 6), lambda: cryptolib.aes(K128, 2, b'123'),
          lambda: cryptolib.aes(K128), lambda: cryptolib.aes(5, 1), lambda: cryptolib.aes(K128, 1, None, 4)):
    attempt(f)
