# Only names, attributes and subscriptions can be annotated.
for text in ("f(): int", "'x': int", "(a, b): int", "[a]: int", "a + b: int", "a, b: int = 3", "not a: int",
             "f(): int = 3", "(a): int", "a[0]: int", "a.b: int", "(a.b): int = 1"):
    try:
        compile(text, "test", "exec")
        print("ok", text)
    except SyntaxError as e:
        print(e.msg)
