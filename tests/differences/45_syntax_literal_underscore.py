# Underscores only between digits.
for text in ("1__1", "1_", "0x_1", "0x1_", "0b_1", "1_e1", "1e_1", "1._1", "1_.1", "1.1_", "1_000.000_1",
             "0_0", "0_7", "1_j", "1_0j"):
    try:
        print(text, eval(text))
    except SyntaxError as e:
        print(text, e.msg)
for text in "1__1", "_1", "1_", "1_0", "0x_f":
    try:
        print(text, int(text, 0))
    except ValueError as e:
        print(e)
