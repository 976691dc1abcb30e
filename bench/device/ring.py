# A sensor loop: samples go into a ring buffer, a moving average and limits come out.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 4000
MCU = 60

class Ring:
    def __init__(self, size):
        self.data = bytearray(2 * size)
        self.size = size
        self.at = 0
        self.count = 0

    def put(self, value):
        i = 2 * self.at
        self.data[i] = value & 255
        self.data[i + 1] = value >> 8
        self.at = (self.at + 1) % self.size
        if self.count < self.size:
            self.count += 1

    def mean(self):
        total = 0
        data = self.data
        for i in range(0, 2 * self.count, 2):
            total += data[i] | data[i + 1] << 8
        return total // self.count

def run(n):
    ring = Ring(32)
    seed, low, high, alarms = 1, 1023, 0, 0
    for i in range(n):
        seed = (seed * 1103 + 12345) & 0xFFFF
        value = seed >> 6
        ring.put(value)
        mean = ring.mean()
        low = min(low, mean)
        high = max(high, mean)
        if not 300 < mean < 700:
            alarms += 1
    return low * 1000000 + high * 1000 + alarms % 1000
