# errno.ENOTSUP has a name in errorcode.
# host only: the numbers are those of the system
import errno

print(errno.ENOTSUP == errno.EOPNOTSUPP, errno.errorcode[errno.ENOTSUP] in ("ENOTSUP", "EOPNOTSUPP"))
print(errno.errorcode[errno.ENOENT], errno.errorcode[errno.EAGAIN] in ("EAGAIN", "EWOULDBLOCK"))
