# An object's __del__ is called once nothing refers to it any more.
# host only: what an old word of the C stack still refers to is not collected
# not under asan: its frames are larger and keep old words
import gc


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def use(name):
    Thing(name)
    a = Thing(name + "2")
    del a


def clear(n):
    # Overwrites what the calls before left on the stack.
    return 0 if n == 0 else [n, clear(n - 1)][1]


use("one")
clear(20)
gc.collect()
gc.collect()
print("end")
