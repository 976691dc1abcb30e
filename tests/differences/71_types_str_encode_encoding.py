# str.encode() knows more encodings and other spellings.
for name in "latin-1", "L1", "iso-8859-1", "UTF8", "utf_16_le", "utf-16-be", "utf-32-le", "ASCII", "646":
    try:
        print(name, "a\xe4".encode(name))
    except UnicodeEncodeError as e:
        print(e)
print("abc".encode("utf-16").hex() in ("fffe610062006300", "feff006100620063"), "\u20ac".encode("utf-8-sig"))
