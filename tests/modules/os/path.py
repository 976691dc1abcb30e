# os.path: names of files as text.
import os.path as p

print(p.join("a", "b"), p.join("a/", "b"), p.join("a", "/b"), p.join("", "b"), p.join("a", ""), p.join("a"), p.join("a", "b", "c"))
for s in ("", "a", "/", "//", "/a", "a/", "a/b", "a//b", "/a/b.c", "a/.b", "..c", "a.b/c", "a.b.c", ".", "a/..b.c"):
    print(repr(s), p.split(s), p.dirname(s), p.basename(s), p.splitext(s), p.isabs(s))
for s in ("", ".", "a/./b", "a/../b", "../a", "/../a", "a//b/", "//a", "///a", "a/b/../..", "a/../..", "/"):
    print(repr(s), p.normpath(s))
print(p.abspath("/a/../b"), p.isabs(p.abspath("x")), p.abspath("x").endswith("/x"))
for bad in (5, None):
    try:
        p.split(bad)
    except TypeError as e:
        print(e)
