# binascii: base64 both ways, also of text that is not base64.
import binascii

for n in range(8):
    data = bytes(range(200, 200 + n))
    text = binascii.b2a_base64(data)
    print(text, binascii.b2a_base64(data, newline=False), binascii.a2b_base64(text) == data)
print(binascii.a2b_base64('aGk='), binascii.a2b_base64(b' a G\nk*='), binascii.a2b_base64(bytearray(b'aGk=')))
cases = [b'', b'a', b'ab', b'abc', b'abcd', b'abcde', b'abcdef=g', b'ab=', b'ab==', b'ab=c', b'ab=c=', b'abc=', b'abc=d', b'abcd=',
         b'abcd=ef', b'ab=cd', b'a=bcd', b'=', b'====', b'=abc', b'ab==c', b'ab===', b'ab*c', b'ab==\n', b'\n', b'a===', b'abcdefg', b'+/+/']
for text in cases:
    for strict in (False, True):
        try:
            print(text, strict, binascii.a2b_base64(text, strict_mode=strict))
        except binascii.Error as e:
            print(text, strict, e)
for bad in (1, 'é', None):
    try:
        binascii.a2b_base64(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

# Line ends, other characters and padding at every place of a text.
text = binascii.b2a_base64(bytes(range(240, 251)))
for put in (b'\n', b'\r\n', b'*', b'=', b'==', b'A', b'\xff'):
    seen = []
    for i in range(len(text)):
        try:
            seen.append(binascii.a2b_base64(text[:i] + put + text[i:]).hex())
        except binascii.Error as error:
            seen.append(str(error))
        try:
            seen.append(binascii.a2b_base64(text[:i] + put + text[i:], strict_mode=True).hex())
        except binascii.Error as error:
            seen.append(str(error))
    print(seen)
