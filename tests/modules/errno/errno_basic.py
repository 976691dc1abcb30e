import errno

print(errno.ENOENT, errno.EEXIST, errno.ETIMEDOUT, errno.EAGAIN, errno.EINPROGRESS)
print(errno.errorcode[2], errno.errorcode[11], errno.errorcode[95], errno.errorcode[110])
print(type(errno.errorcode), 0 in errno.errorcode)
print(all(getattr(errno, name) == number for number, name in errno.errorcode.items()))
print(errno.EWOULDBLOCK == errno.EAGAIN, errno.ENOTSUP == errno.EOPNOTSUPP)
try:
    errno.ENOSUCHNAME
except AttributeError as e:
    print(e)
try:
    raise OSError(errno.ENOENT, "no such thing")
except OSError as e:
    print(type(e).__name__, e.errno == errno.ENOENT, e)
