options.defaults(extra=False)
if options.extra:
    module('shelved.py')
