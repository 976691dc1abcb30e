# OSError makes the subclass for its errno.
import errno

for n in ("ENOENT", "EACCES", "EPERM", "EEXIST", "EAGAIN", "EISDIR", "ETIMEDOUT", "ECONNRESET", "EINVAL"):
    e = OSError(getattr(errno, n), "text")
    print(n, type(e).__name__, isinstance(e, OSError), e.strerror)
print(type(OSError(errno.ENOENT)).__name__, type(OSError("x")).__name__)
try:
    open("/no/such/file")
except FileNotFoundError as e:
    print(e.errno == errno.ENOENT, e.filename)
