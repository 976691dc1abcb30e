#!/usr/bin/env python3
# on: esp8266
"""What importing the modules in the firmware takes of the heap, each and all together: tools/ram.py has the limits."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../tools'))
import ram  # noqa: E402

if __name__ == '__main__':
    sys.exit(ram.main(['ram.py', '--check']))
