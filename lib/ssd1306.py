"""Displays with an SSD1306 on I2C or SPI; a display is a framebuf.FrameBuffer too, shown by show()."""
import framebuf
import time

SET_MEMORY_MODE = 0x20
SET_COLUMNS = 0x21
SET_PAGES = 0x22
SET_START_LINE = 0x40
SET_CONTRAST = 0x81
SET_CHARGE_PUMP = 0x8D
SET_SEGMENT_REMAP = 0xA0
SET_ENTIRE_ON = 0xA4
SET_NORMAL_INVERSE = 0xA6
SET_MULTIPLEX = 0xA8
SET_DISPLAY = 0xAE
SET_COM_DIRECTION = 0xC0
SET_OFFSET = 0xD3
SET_CLOCK = 0xD5
SET_PRECHARGE = 0xD9
SET_COM_PINS = 0xDA
SET_VCOM_DESELECT = 0xDB


class SSD1306(framebuf.FrameBuffer):
    def __init__(self, width, height, external_vcc):
        self.width = width
        self.height = height
        self.external_vcc = external_vcc
        self.pages = height // 8
        self.buffer = bytearray(self.pages * width)
        super().__init__(self.buffer, width, height, framebuf.MONO_VLSB)
        self.init_display()

    def init_display(self):
        # Only every second row is wired in flat displays.
        com_pins = 0x02 if self.width > 2 * self.height else 0x12
        for command in (
            SET_DISPLAY,
            SET_CLOCK, 0x80,
            SET_MULTIPLEX, self.height - 1,
            SET_OFFSET, 0,
            SET_START_LINE,
            SET_CHARGE_PUMP, 0x10 if self.external_vcc else 0x14,
            SET_MEMORY_MODE, 0,
            SET_SEGMENT_REMAP | 1,
            SET_COM_DIRECTION | 8,
            SET_COM_PINS, com_pins,
            SET_CONTRAST, 0xFF,
            SET_PRECHARGE, 0x22 if self.external_vcc else 0xF1,
            SET_VCOM_DESELECT, 0x30,
            SET_ENTIRE_ON,
            SET_NORMAL_INVERSE,
        ):
            self.write_cmd(command)
        self.fill(0)
        self.show()
        self.poweron()

    def poweroff(self):
        self.write_cmd(SET_DISPLAY)

    def poweron(self):
        self.write_cmd(SET_DISPLAY | 1)

    def contrast(self, contrast):
        self.write_cmd(SET_CONTRAST)
        self.write_cmd(contrast)

    def invert(self, invert):
        self.write_cmd(SET_NORMAL_INVERSE | (1 if invert else 0))

    def rotate(self, rotate):
        """Upside down (true), or as it is. The turned picture is there after the next show()."""
        turned = 1 if rotate else 0
        self.write_cmd(SET_COM_DIRECTION | (turned << 3))
        self.write_cmd(SET_SEGMENT_REMAP | turned)

    def show(self):
        """Sends the picture to the display."""
        # Narrow displays show the middle of the 128 columns.
        first = (128 - self.width) // 2
        for command in (SET_COLUMNS, first, first + self.width - 1, SET_PAGES, 0, self.pages - 1):
            self.write_cmd(command)
        self.write_data(self.buffer)


class SSD1306_I2C(SSD1306):
    def __init__(self, width, height, i2c, addr=0x3C, external_vcc=False):
        self.i2c = i2c
        self.addr = addr
        self.command = bytearray(b"\x80\x00")  # a control byte (one command byte follows), the command
        self.data = [b"\x40", None]  # a control byte (only data follows), the data
        super().__init__(width, height, external_vcc)

    def write_cmd(self, cmd):
        self.command[1] = cmd
        self.i2c.writeto(self.addr, self.command)

    def write_data(self, buf):
        self.data[1] = buf
        self.i2c.writevto(self.addr, self.data)


class SSD1306_SPI(SSD1306):
    def __init__(self, width, height, spi, dc, res, cs, external_vcc=False):
        self.rate = 10000000
        dc.init(dc.OUT, value=0)
        res.init(res.OUT, value=0)
        cs.init(cs.OUT, value=1)
        self.spi = spi
        self.dc = dc
        self.res = res
        self.cs = cs
        self.command = bytearray(1)
        res(1)
        time.sleep_ms(1)
        res(0)
        time.sleep_ms(10)
        res(1)
        super().__init__(width, height, external_vcc)

    def _send(self, is_data, buf):
        self.spi.init(baudrate=self.rate, polarity=0, phase=0)
        self.cs(1)
        self.dc(is_data)
        self.cs(0)
        self.spi.write(buf)
        self.cs(1)

    def write_cmd(self, cmd):
        self.command[0] = cmd
        self._send(0, self.command)

    def write_data(self, buf):
        self._send(1, buf)
