"""uuid: all the ways to make one and take it apart."""
import copy
import pickle
import uuid
from uuid import UUID, SafeUUID

a = UUID('{12345678-1234-5678-9234-567812345678}')
for other in [UUID('12345678123456789234567812345678'), UUID('urn:uuid:12345678-1234-5678-9234-567812345678'), UUID(bytes=a.bytes),
              UUID(bytes_le=a.bytes_le), UUID(fields=a.fields), UUID(int=a.int), copy.deepcopy(a), pickle.loads(pickle.dumps(a))]:
    print(other == a, hash(other) == hash(a))
print(repr(a), str(a), a.urn, a.hex, a.int, a.bytes, a.bytes_le, a.fields, a.time, a.clock_seq, a.node, a.variant, a.version, a.is_safe)
for text in ['00000000000000000000000000000000', 'ffffffffffffffffffffffffffffffff', '00010203-0405-6607-8809-0a0b0c0d0e0f',
             '02d9e6d5-9467-382e-8f9b-9300a64ac3cd', '12345678-1234-5678-d234-567812345678']:
    u = UUID(text)
    print(u.variant, u.version, u.fields, u.time, u.clock_seq)
print(uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_URL, 'http://python.org/'),
      uuid.uuid3(uuid.NAMESPACE_OID, '1.3.6.1'), uuid.uuid5(uuid.NAMESPACE_X500, 'c=ca'))
print(UUID(int=5, version=4), a < UUID(int=0), a >= a, int(UUID(int=7)), len({uuid.uuid4() for _ in range(100)}))
one, two = uuid.uuid1(), uuid.uuid1(0x123456789abc, 0x1234)
print(one.version, one.variant, two.node == 0x123456789abc, two.clock_seq == 0x1234, two.time > one.time, 0 < uuid.getnode() < 1 << 48,
      uuid.uuid4().version, one.node == uuid.getnode())
for bad in ["UUID()", "UUID('')", "UUID('abc')", "UUID('1234567812345678123456781234567z')", "UUID(bytes=b'abc')", "UUID(bytes_le=b'')",
            "UUID(fields=(1,))", "UUID(fields=(-1, 0, 0, 0, 0, 0))", "UUID(fields=(0, 1 << 16, 0, 0, 0, 0))", "UUID(fields=(0, 0, 0, 256, 0, 0))",
            "UUID(fields=(0, 0, 0, 0, 0, 1 << 48))", "UUID(int=-1)", "UUID(int=1 << 128)", "UUID(int=1, version=9)", "UUID(hex='0' * 32, int=1)",
            "setattr(a, 'int', 1)", "a < 1", "a == 1"]:
    try:
        print(bad, eval(bad))
    except (TypeError, ValueError) as e:
        print(bad, type(e).__name__, e)
