"""importlib._bootstrap_external: another name of _frozen_importlib_external."""
import sys

import _frozen_importlib_external

sys.modules[__name__] = _frozen_importlib_external
