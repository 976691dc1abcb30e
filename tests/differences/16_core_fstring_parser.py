# Brackets and braces may be unbalanced in the strings within a field.
print(f"{'hello { world'}")
print(f"{'hello ] world'}")
print(f"{'}' + '('} {'{{'!r} {dict(a='}')['a']}")
print(f"{ {'a': ')'}['a'] } {(lambda: '}')()}")
