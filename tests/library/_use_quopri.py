import io
import quopri

for data in (b"plain", b"caf\xc3\xa9 = 1", b"tail \t\nx \n", b"a" * 100 + b"\n", b"", b"\x00\x7f\xff", b"tab\tend\t"):
    for quotetabs in (False, True):
        coded = quopri.encodestring(data, quotetabs)
        print(coded, quopri.decodestring(coded) == data)
print(quopri.decodestring(b"a=3D=\n=zzb=4"), quopri.decodestring(b"_a_", header=True))
out = io.BytesIO()
quopri.decode(io.BytesIO(b"one=20\ntwo=\nthree"), out)
print(out.getvalue())
print(quopri.ishex(b"a"), quopri.unhex(b"4f"), quopri.quote(b"="))
