# A status page from a template: placeholders are found and filled in, a table is built row by row.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 700
MCU = 5
PAGE = '<html><head><title>{{title}}</title></head><body><h1>{{title}}</h1><p>Up {{uptime}} s, {{free}} bytes free</p>' \
       '<table>{{rows}}</table><footer>{{version}}</footer></body></html>'

def render(text, values):
    out = []
    at = 0
    while True:
        start = text.find('{{', at)
        if start < 0:
            break
        end = text.find('}}', start)
        out.append(text[at:start])
        out.append(str(values.get(text[start + 2:end], '?')))
        at = end + 2
    out.append(text[at:])
    return ''.join(out)

def escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')

def run(n):
    total = 0
    for i in range(n):
        rows = ''
        for pin in range(6):
            rows += '<tr><td>{}</td><td>{:>5.1f}</td><td>{}</td></tr>'.format(pin, pin * 1.5 + i % 4, escape('a<b & c'))
        page = render(PAGE, {'title': 'Node %02d' % (i % 30), 'uptime': i, 'free': 30000 - i, 'rows': rows})
        total = (total * 31 + len(page) + page.count('td')) % 1000003
    return total
