# The Python modules in the firmware: as many as can be executed from the first MiB of flash. Files lie behind it.
include('manifest_1m.py')
require('types')
require('datetime')
require('dataclasses')
module('logging/__init__.py', base_path='$(MPY_LIB_DIR)', lazy=True)
require('copy')
require('copyreg')
require('abc')
require('functools')
require('contextlib')
require('enum')
require('base64')
require('textwrap')
module('logging/_more.py', base_path='$(MPY_LIB_DIR)', lazy=True)
# The parts of C modules that are Python: Counter, JSONEncoder, merge() ...
for name in ('_collections_more', '_collections_counter', '_heapq_more', '_json_coders', '_json_decoder', '_json_encoder', '_re_more',
             '_binascii_more', 'keyword'):
    module(name + '.py', base_path='$(MPY_LIB_DIR)', lazy=True)
