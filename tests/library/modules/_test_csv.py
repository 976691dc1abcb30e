# _csv: rows read and written, in several dialects.
import _csv as csv


class Out:
    def __init__(self):
        self.text = ''

    def write(self, s):
        self.text += s
        return len(s)


def rows(lines, **kw):
    try:
        r = csv.reader(lines, **kw)
        print(list(r), r.line_num)
    except Exception as e:
        print(type(e).__name__, e)


def put(*data, **kw):
    out = Out()
    try:
        csv.writer(out, **kw).writerows(data)
        print(repr(out.text))
    except Exception as e:
        print(type(e).__name__, e)


rows(['a,b,c\r\n', '1,"x, y",3\n', '"a""b",,""', '', ' x , y '])
rows(['"two\n', 'lines",b\n', 'c'])
rows(['a;b|c'], delimiter=';')
rows(["'a,b',c"], quotechar="'")
rows(['a\\,b,c\\\\'], escapechar='\\')
rows(['"a\\"b",c'], escapechar='\\', doublequote=False)
rows(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)
rows(['1,x'], quoting=csv.QUOTE_NONNUMERIC)
rows(['"a",b'], quoting=csv.QUOTE_NONE)
rows(['a,  b, "c"'], skipinitialspace=True)
rows(['"a"b,c'])
rows(['"a"b,c'], strict=True)
rows(['"a'], strict=True)
rows(['"a'])
rows(['a\rb'])
rows([b'a'])
rows([5])
rows(5)
rows([], delimiter='xx')
rows([], delimiter=5)
rows([], quotechar='')
rows([], escapechar='')
rows([], quoting=9)
rows([], quoting='x')
rows([], unknown=1)
rows([], quotechar=None, quoting=csv.QUOTE_ALL)
put([1, 2.5, None, 'x'], ['a,b', 'c"d', 'e\nf'], [], ['only'], [''])
put([1, 'x'], quoting=csv.QUOTE_ALL, lineterminator='\n')
put([1, 'x', None], quoting=csv.QUOTE_NONNUMERIC)
put(['a,b'], quoting=csv.QUOTE_NONE)
put(['a,b', 'c"d'], quoting=csv.QUOTE_NONE, escapechar='\\')
put(['c"d'], doublequote=False, escapechar='\\')
put([''], quoting=csv.QUOTE_NONE)
put(5)
print(csv.list_dialects())
csv.register_dialect('mine', delimiter='|')
print(csv.list_dialects(), csv.get_dialect('mine').delimiter, csv.get_dialect('mine').quotechar)
rows(['a|b'], dialect='mine')
rows(['a|b'], dialect='none')
csv.unregister_dialect('mine')
try:
    csv.unregister_dialect('mine')
except csv.Error as e:
    print(e)
old = csv.field_size_limit(5)
rows(['123456,7'])
print(csv.field_size_limit(old), csv.field_size_limit() == old)
