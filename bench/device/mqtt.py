# MQTT packets: variable-length sizes, topics and payloads packed into bytes and taken apart again.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 6000
MCU = 40

class ProtocolError(Exception):
    pass

def put_size(out, n):
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)

def publish(topic, payload, qos, ident):
    name = topic.encode()
    out = bytearray([0x30 | qos << 1])
    put_size(out, 2 + len(name) + (2 if qos else 0) + len(payload))
    out += len(name).to_bytes(2, 'big')
    out += name
    if qos:
        out += ident.to_bytes(2, 'big')
    out += payload
    return bytes(out)

def parse(packet):
    if packet[0] & 0xF0 != 0x30:
        raise ProtocolError(packet[0])
    qos = packet[0] >> 1 & 3
    at, shift, size = 1, 0, 0
    while True:
        byte = packet[at]
        at += 1
        size |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    if at + size != len(packet):
        raise ProtocolError('size')
    view = memoryview(packet)[at:]
    n = int.from_bytes(view[:2], 'big')
    topic = bytes(view[2:2 + n]).decode()
    at = 2 + n
    ident = 0
    if qos:
        ident = int.from_bytes(view[at:at + 2], 'big')
        at += 2
    return topic, bytes(view[at:]), qos, ident

def run(n):
    total = wrong = 0
    for i in range(n):
        packet = publish('home/room%d/temperature' % (i % 9), b'%d.%d' % (i % 40, i % 10) * (1 + i % 20), i % 2, i & 0xFFFF)
        if i % 7 == 0:
            packet = packet[:-1]
        try:
            topic, payload, qos, ident = parse(packet)
            total = (total * 7 + len(topic) + len(payload) + qos + ident) % 1000003
        except ProtocolError:
            wrong += 1
    return total * 10000 + wrong
