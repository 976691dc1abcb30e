# A serial protocol: frames with escapes and a checksum, found byte by byte in a stream with rubbish between them.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 900
MCU = 6
END, ESCAPE = 0x7E, 0x7D

def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for i in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc

def encode(payload):
    out = bytearray([END])
    crc = crc16(payload)
    for byte in payload + bytes([crc >> 8, crc & 255]):
        if byte in (END, ESCAPE):
            out.append(ESCAPE)
            byte ^= 0x20
        out.append(byte)
    out.append(END)
    return out

class Decoder:
    def __init__(self):
        self.frame = bytearray()
        self.escaped = False
        self.good = 0
        self.bad = 0

    def feed(self, byte):
        if byte == END:
            if len(self.frame) >= 3 and crc16(self.frame) == 0:
                self.good += 1
            elif self.frame:
                self.bad += 1
            self.frame = bytearray()
            self.escaped = False
        elif byte == ESCAPE:
            self.escaped = True
        else:
            self.frame.append(byte ^ 0x20 if self.escaped else byte)
            self.escaped = False

def run(n):
    decoder, sent = Decoder(), 0
    for i in range(n):
        stream = encode(bytes([i & 255, 0x7E, i >> 3 & 255, 0x7D, 5]))
        sent += len(stream)
        if i % 5 == 4:
            stream[3] ^= 1
        for byte in stream:
            decoder.feed(byte)
    return decoder.good * 1000000 + decoder.bad * 10000 + sent % 10000
