"""LEDs with an APA102 (DotStar) each: a clock, data, and 5 bits of brightness."""
from esp import apa102_write
from neopixel import NeoPixel


class APA102(NeoPixel):
    ORDER = (0, 1, 2, 3)

    def __init__(self, clock_pin, data_pin, n, bpp=4):
        # (r, g, b, brightness 0..31)
        super().__init__(data_pin, n, bpp)
        self.clock_pin = clock_pin
        clock_pin.init(clock_pin.OUT, value=0)

    def write(self):
        """Sends the colours to the LEDs."""
        apa102_write(self.clock_pin, self.pin, self.buf)
