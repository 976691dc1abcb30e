# A number may be followed by a keyword at once.
import sys

for text in "0or 1", "1if 1else 0", "0xfor 2", "1and 2", "[1for i in (1,)]", "1in[1]", "1.real", "1..real", "1 .real":
    try:
        print(text, eval(text))
    except SyntaxError as e:
        print(text, e.msg)
