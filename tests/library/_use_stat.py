import stat

for mode in (0o100644, 0o040755, 0o120777, 0o104711, 0o041777, 0o020620, 0o060660, 0o010644, 0o140755, 0o102644):
    print(stat.filemode(mode), stat.S_ISDIR(mode), stat.S_ISREG(mode), stat.S_ISLNK(mode), oct(stat.S_IMODE(mode)),
          oct(stat.S_IFMT(mode)))
print(stat.ST_MTIME, stat.S_IRWXU, stat.FILE_ATTRIBUTE_HIDDEN, stat.S_ISSOCK(0o140000), stat.S_ISFIFO(0o10000))
