from ..sub import deep
