from urllib.parse import *
import urllib.parse


class Random:
    state = 9

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n

    def text(self, parts, most):
        return ''.join([parts[self.below(len(parts))] for _ in range(self.below(most))])


def attempt(f, *args, **kwargs):
    try:
        return ascii(f(*args, **kwargs))
    except Exception as e:
        return type(e).__name__ + ': ' + ascii(str(e))


r = Random()
PARTS = ['http', 'https', 'ftp', 'x', ':', '//', '/', '?', '#', ';', '@', '.', '..', '%20', '%', '[::1]', '[', ']', '80', 'a=b', '&',
         'Host', '\xe9', ' ', '\t', 'mailto', 'v1.x']
for _ in range(1500):
    text, other = r.text(PARTS, 9), r.text(PARTS, 6)
    print(ascii(text), attempt(urlsplit, text), attempt(urlparse, text), attempt(urldefrag, text))
    print(attempt(lambda: urlsplit(text).geturl()), attempt(lambda: urlparse(text).geturl()), attempt(urljoin, text, other))
    print(attempt(lambda: [getattr(urlsplit(text), name) for name in ('username', 'password', 'hostname', 'port')]))
    print(attempt(quote, text), attempt(quote_plus, text), attempt(unquote, text), attempt(unquote_plus, text),
          attempt(parse_qs, text), attempt(parse_qsl, text, True))
BASE = 'http://a/b/c/d;p?q'
for ref in 'g:h g ./g g/ /g //g ?y g?y #s g#s g?y#s ;x g;x g;x?y#s . ./ .. ../ ../g ../.. ../../ ../../g ../../../g /./g'.split():
    print(ref, urljoin(BASE, ref), urljoin(BASE.encode(), ref.encode()))
print(urlencode({'a': 1, 'b': 'x y', 'c': b'\xff'}), urlencode([('k', [1, 2]), ('s', 'ab')], doseq=True))
print(attempt(urlencode, 'abc'), attempt(urlencode, 5), attempt(urljoin, b'a', 'b'))
parts = urlsplit(b'http://u:p@Host:81/x')
print(parts, parts.port, parts.hostname, parts.decode(), parts.decode().encode() == parts)
print(attempt(lambda: urlsplit('http://h:99999').port), attempt(lambda: urlsplit('http://h:x').port))
print(attempt(parse_qs, b'a=1&b=%ff', encoding='latin-1'), attempt(parse_qsl, 'a&b', strict_parsing=True),
      attempt(parse_qsl, 'a=1&b=2', max_num_fields=1), attempt(parse_qsl, 'a=1', separator=''))
print(quote('a/b c', safe=''), quote(b'\xff/'), quote('\u20ac', encoding='utf-16-le'), attempt(quote, b'a', encoding='x'))
print(unquote_to_bytes('%41%zz%4'), unquote('%ff%41\u20ac%E2%82%AC'))

import urllib.parse
import warnings
for name, text in (('splittype', 'HTTP:data'), ('splithost', '//h:1?q'), ('splituser', 'a@b@c'), ('splitpasswd', 'u:p:q'),
                   ('splitport', 'h:'), ('splitport', 'h:x'), ('splitnport', 'h:x'), ('splitnport', 'h:80'),
                   ('splitquery', 'a?b?c'), ('splittag', 'a'), ('splitattr', '/p;a=b;c'), ('splitvalue', 'a=b=c'),
                   ('to_bytes', '\xe9')):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        print(name, attempt(getattr(urllib.parse, name), text), [str(w.message) for w in caught])
    print(attempt(getattr(urllib.parse, '_' + name), text))
print(urllib.parse.unwrap(' <URL:x> '), attempt(lambda: urllib.parse.splitnothing))
