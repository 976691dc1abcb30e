#!/usr/bin/env python3
"""The module machine over the pins of hal.c, under the address sanitizer, also with a collection at every allocation."""
# on: asan
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import _variant

_variant.main('host-pins-asan', '_host.py')
