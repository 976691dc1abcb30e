# digits and white space of other scripts
print(int("\u0661\u0662"), int("\uff11\uff12\uff13"), int("\u0967\u0968", 8), int("\u00a0 5\u2003"), int("-\u0663"), int("0x\uff11f", 16))
print(float("\u0661.\u0665"), float("\u00a02.5\u2009"), float("\uff11e\uff12"), complex("\u0661+\u0662j"))
for f, s in ((int, "\u0661x"), (int, "\u00b2"), (int, "\u00e9"), (float, "1\u00e9"), (float, "\u00bd"), (complex, "\u00e9")):
    try:
        print(f(s))
    except ValueError as e:
        print(e)
