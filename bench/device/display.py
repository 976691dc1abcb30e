# Texts for a small display: numbers into fields, bars, words wrapped to a width.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 2500
MCU = 15
TEXT = 'The pump in the cellar has been running for a long time and should be looked at before the weekend'

def wrap(text, width):
    lines, line = [], ''
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + ' ' + word if line else word
    lines.append(line)
    return lines

def bar(value, width):
    full = value * width // 100
    return '[' + '#' * full + '-' * (width - full) + ']'

def run(n):
    total = 0
    for i in range(n):
        lines = wrap(TEXT, 12 + i % 9)
        lines.append('%5d mV %3d%%' % (3000 + i, i % 101))
        lines.append('{:<8}|{:^8}|{:>8}'.format('T', i % 50, 'ok' if i % 3 else 'wrong'))
        lines.append(bar(i % 101, 14))
        lines.append(f'{i:08x} {i % 7:>3} {i * 0.25:.2f}')
        screen = '\n'.join(lines)
        total = (total * 17 + len(screen) + ord(screen[i % len(screen)])) % 1000003
    return total
