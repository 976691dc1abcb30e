# Modules of lib/ as an image has them, for tests/library/run_frozen.py: their statements wait until names are asked for.
for name in ('abc', 'asyncio', 'base64', 'collections', 'contextlib', 'contextvars', 'copy', 'copyreg', 'dataclasses', 'datetime',
             'enum', 'fractions', 'functools', 'inspect', 'keyword', 'linecache', 'logging', 'numbers', 'operator', 'pickle',
             'reprlib', 'textwrap', 'traceback', 'types', 'typing', 'warnings', 'weakref', '_asyncio_net', '_binascii_more',
             '_collections_abc', '_collections_counter', '_collections_more', '_collections_user', '_contextvars', '_generic',
             '_heapq', '_inspect_signature', '_io_more', '_json_coders', '_operator', '_os_more', '_random_more', '_re_more',
             '_strptime', '_string_template', '_time_more', '_typing', '_typing_classes', '_typing_forms', '_typing_hints',
             'decimal', '_decimal_math', '_decimal_more', 'statistics', 'queue', 'threading', 'string', 'hmac', 'calendar',
             'secrets', 'unittest', 'pprint', 'graphlib', 'csv', '_csv', 'configparser', 'argparse', 'shlex', 'fnmatch'):
    try:
        require(name)
    except SystemExit:
        if name not in ('collections', 'operator', 'string'):
            raise
