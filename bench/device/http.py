# A web server's request line and headers, parsed into a dict, and the answer's head built from another.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 1500
MCU = 8
REQUEST = (b'GET /led?pin=%d&state=on&name=front%%20door HTTP/1.1\r\nHost: 192.168.4.1\r\nUser-Agent: probe/1.0\r\n'
           b'Accept: text/html,application/json;q=0.9\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n')

def unquote(text):
    parts = text.split('%')
    out = [parts[0]]
    for part in parts[1:]:
        out.append(chr(int(part[:2], 16)) + part[2:])
    return ''.join(out)

def parse(data):
    head = data.partition(b'\r\n\r\n')[0].decode()
    lines = head.split('\r\n')
    method, target, version = lines[0].split(' ')
    path, _, query = target.partition('?')
    fields = {}
    for pair in query.split('&'):
        key, _, value = pair.partition('=')
        fields[key] = unquote(value)
    headers = {}
    for line in lines[1:]:
        key, _, value = line.partition(':')
        headers[key.strip().lower()] = value.strip()
    return method, path, fields, headers

def answer(status, headers):
    out = ['HTTP/1.1 %d OK' % status]
    for key in headers:
        out.append('%s: %s' % (key, headers[key]))
    return '\r\n'.join(out).encode() + b'\r\n\r\n'

def run(n):
    total = 0
    for i in range(n):
        method, path, fields, headers = parse(REQUEST % (i % 17))
        reply = answer(200, {'Content-Type': 'text/plain', 'Content-Length': len(fields['name'])})
        total += int(fields['pin']) + len(headers) + len(reply) + (method == 'GET') + len(path)
    return total
