# \N{name}.
# host only: the names are a large table
print("\N{LATIN SMALL LETTER A}", "\N{EURO SIGN}", "\N{SNOWMAN}", "\N{latin small letter a with diaeresis}")
print(ascii("\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GAG}\N{LINE FEED}\N{GREEK SMALL LETTER ALPHA}"))
print(f"{'x'}\N{COLON}{'y'}", r"\N{X}", len("\N{GRINNING FACE}"))
for text in r"'\N{NO SUCH NAME}'", r"'ab\N{}'", r"'\N'", r"'\N{SPACE'":
    try:
        print(eval(text))
    except SyntaxError as e:
        print(e.msg)
