#!/usr/bin/env python3
"""I2C, SPI, 1-Wire and the drivers in lib/ over the simulated parts of hal_bus.c, also with a collection at every allocation."""
# on: asan
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import _variant

_variant.main('host-bus-asan', '_bus.py')
