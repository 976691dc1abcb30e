# Any number of arguments may be unpacked.
def example(*args):
    print(len(args), args[0], args[-1])


many = ", ".join("*[%d]" % i for i in range(100))
exec("example(" + many + ")")
exec("example(" + ", ".join(map(str, range(70))) + ", *[9], **{})")
print(len(eval("[" + many + "]")))
