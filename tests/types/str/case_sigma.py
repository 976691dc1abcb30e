# The final sigma, and characters that its rule passes over although they are lower-case.
for text in ('\u0345\u03a3', 'A\u0345\u03a3', 'A\u0345\u03a3\u0345A', '\u0399\u03a3', '\u03a3A', 'A\u02b0\u03a3', '\u2071\u03a3'):
    print(ascii(text.lower()), ascii(text.swapcase()), ascii(text.title()))


class S(str):
    def __str__(self):
        return 'over'


s = S('x')
print('{}'.format(s), f'{s}', format(s), '%s' % s, format(s, '3') + '|', s.__format__(''))
