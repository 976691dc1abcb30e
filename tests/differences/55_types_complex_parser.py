# complex() refuses what CPython refuses.
for text in ("1+2j", " ( 1j ) ", "1", "-j", "+1-1J", "1e3-.5j", "inf-nanj", "(1)", "1_0+2_0j",
             "", "1+", "1 + 2j", "(1+1j", "1+1j)", "j1", "1j2", "1jj", "1+2", "((1))", "1e", "1+_2j", "--j", "\0"):
    try:
        print(complex(text))
    except ValueError as e:
        print(ascii(text), e)
