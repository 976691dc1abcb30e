# Attributes and subscriptions in replacement fields.
class A:
    x = {"k": [1, 2]}
    y = 1.5


print("{a[0]} {0.y:5} {0.x[k][1]} {b[key]!r:>6}|".format(A(), a=[1, 2], b={"key": "v"}))
print("{[1]} {.y}".format([1, 2], A()), "{0[a b]}".format({"a b": 3}), "{0[-1]}".format({"-1": 4}))
for text in "{0[}", "{0.}", "{0[]}", "{0.x", "{0[0]x}", "{0.nope}", "{0[9]}":
    try:
        print(text.format([1]))
    except (ValueError, AttributeError, IndexError) as e:
        print(type(e).__name__, e)
