# f-strings may stand beside literals with braces.
x, y = 1, 2
print("aa" f"{x}")
print(f"{x}" "ab")
print("a{}a" f"{x}")
print(f"{x}" "a{}b" f"{y}" "{{}}" r"\{")
