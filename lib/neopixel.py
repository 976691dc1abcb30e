"""LEDs with a WS2812 or SK6812 each: `np = NeoPixel(Pin(4), 8); np[0] = (255, 0, 0); np.write()`."""
from machine import bitstream


class NeoPixel:
    # The place of red, green, blue and white among the bytes of an LED.
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(n * bpp)
        pin.init(pin.OUT, value=0)
        # Nanoseconds (high and low of a 0, of a 1): WS2812 at 800 kHz, WS2811 at 400 kHz, or what is given.
        if isinstance(timing, int):
            timing = (400, 850, 800, 450) if timing else (500, 2000, 1200, 1300)
        self.timing = timing

    def _offset(self, i):
        if i < 0:
            i += self.n
        if not 0 <= i < self.n:
            raise IndexError("there is no such LED")
        return i * self.bpp

    def __len__(self):
        return self.n

    def __setitem__(self, i, colour):
        offset = self._offset(i)
        for k in range(self.bpp):
            self.buf[offset + self.ORDER[k]] = colour[k]

    def __getitem__(self, i):
        offset = self._offset(i)
        return tuple(self.buf[offset + self.ORDER[k]] for k in range(self.bpp))

    def fill(self, colour):
        buf, bpp = self.buf, self.bpp
        for k in range(bpp):
            byte = colour[k]
            for i in range(self.ORDER[k], len(buf), bpp):
                buf[i] = byte

    def write(self):
        """Sends the colours to the LEDs."""
        bitstream(self.pin, 0, self.timing, self.buf)
