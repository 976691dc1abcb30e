# The errors argument of str.encode() and bytes().
s = "a\xe4\u20ac"
for how in "ignore", "replace", "backslashreplace", "xmlcharrefreplace":
    print(how, s.encode("ascii", how), bytes(s, "latin-1", errors=how))
for how in "strict", "no-such":
    try:
        s.encode("ascii", how)
    except (UnicodeEncodeError, LookupError) as e:
        print(e)
