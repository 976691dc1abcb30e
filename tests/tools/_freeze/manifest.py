# What tests/tools/run_freeze.py freezes into a host program.
metadata(description='for a test', version='1.0')
options.defaults(extra=False)
module('plain.py', opt=0)
module('late.py', lazy=True)
module('bare.py', opt=3, lazy=True)
package('pack', lazy=True)
freeze('.', ('shadow.py',), opt=1, lazy=True)
add_library('mine', 'shelf')
require('shelved', library='mine', extra=True)
freeze_mpy('$(CODE_DIR)')
require('abc')
if options.extra:
    module('none.py')
