# case beyond ASCII
words = ["stra\u00dfe", "\u00e9\u00c9\u00ff\u0178", "\u03b1\u0392\u03a3", "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u03a3",
         "\u03a3", "a\u03a3.", "A\u03a3'B", "\u0436\u0416\u0401\u0451", "\ufb01x \ufb03", "\u0130i\u0131I", "\u01c4\u01c5\u01c6",
         "\u0149\u01f0", "\u1f88\u1f80\u1fb3", "\u13a0\uab70\u13f8", "\U00010400\U00010428", "\u2160\u2170\u24b6\u24d0",
         "\u00aa\u00ba\u0138", "\u0587\u1e9e", "\U0001e900\U0001e922", "\u10d0\u1c90", "\u0345\u0399", "\u00b5\u017f"]
for s in words:
    print(ascii(s.upper()), ascii(s.lower()), ascii(s.swapcase()))
    print(ascii(s.capitalize()), ascii(s.title()), ascii(s.casefold()))
    print([c.islower() for c in s], [c.isupper() for c in s], [c.istitle() for c in s], s.istitle(), s.islower(), s.isupper())
