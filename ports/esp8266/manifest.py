# The Python modules in the firmware.
require('onewire')
require('ds18x20')
require('dht')
require('neopixel')
require('apa102')
require('ssd1306')
require('asyncio')
