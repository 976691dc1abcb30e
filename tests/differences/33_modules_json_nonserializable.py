# json: what cannot be serialised raises an exception.
import json

try:
    print(json.dumps({"a": (1).__add__}))
except TypeError as e:
    print("TypeError", e)
try:
    print(json.dumps(b"shouldn't be able to serialise bytes"))
except TypeError as e:
    print("TypeError", e)
