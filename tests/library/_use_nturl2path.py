import nturl2path

for url in ("///C|/foo/bar/spam.foo", "///C:/foo/bar", "////host/path/x", "a/b%20c", "///C|/a/", "bad|b|c"):
    try:
        print(nturl2path.url2pathname(url))
    except OSError as e:
        print(type(e).__name__, e)
for path in ("C:\\foo\\bar\\spam.foo", "\\\\host\\share\\f", "rel\\x y", "\\\\?\\C:\\x", "C:\\a\\\u00e9", "C:x:y"):
    try:
        print(nturl2path.pathname2url(path))
    except OSError as e:
        print(type(e).__name__, e)
