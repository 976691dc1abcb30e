# The Python modules in the firmware for chips with 1 MiB of flash: what is left behind them is for files.
require('onewire')
require('ds18x20')
require('dht')
require('neopixel')
require('apa102')
require('ssd1306')
# Without what only computers need: executors, signals, transports.
package('asyncio', ('__init__.py', '_loop.py', 'events.py', 'exceptions.py', 'futures.py', 'locks.py',
                    'queues.py', 'streams.py', 'taskgroups.py', 'tasks.py', 'timeouts.py'), '../../lib', lazy=True)
