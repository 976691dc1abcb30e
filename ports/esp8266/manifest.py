# The Python modules in the firmware: as many as can be executed from the first MiB of flash. Files lie behind it.
include('manifest_1m.py')
require('types')
require('datetime')
require('dataclasses')
module('logging/__init__.py', base_path='$(MPY_LIB_DIR)', lazy=True)
require('copy')
