# The features that `from __future__ import ...` can name, and the flags by which compile() is asked for them.


class _Feature:
    def __init__(self, name, optional, mandatory, compiler_flag):
        self.optional = optional  # the first release that knows it, like sys.version_info
        self.mandatory = mandatory  # the release since which it is always there, or None
        self.compiler_flag = compiler_flag
        all_feature_names.append(name)

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return "_Feature%r" % ((self.optional, self.mandatory, self.compiler_flag),)


def _final(*release):
    return release + (0, "final", 0)


CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000

all_feature_names = []

nested_scopes = _Feature("nested_scopes", (2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), CO_NESTED)
generators = _Feature("generators", (2, 2, 0, "alpha", 1), _final(2, 3), CO_GENERATOR_ALLOWED)
division = _Feature("division", (2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_DIVISION)
absolute_import = _Feature(
    "absolute_import", (2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0), CO_FUTURE_ABSOLUTE_IMPORT
)
with_statement = _Feature(
    "with_statement", (2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0), CO_FUTURE_WITH_STATEMENT
)
print_function = _Feature(
    "print_function", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_PRINT_FUNCTION
)
unicode_literals = _Feature(
    "unicode_literals", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_UNICODE_LITERALS
)
barry_as_FLUFL = _Feature(
    "barry_as_FLUFL", (3, 1, 0, "alpha", 2), (4, 0, 0, "alpha", 0), CO_FUTURE_BARRY_AS_BDFL
)
generator_stop = _Feature(
    "generator_stop", (3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0), CO_FUTURE_GENERATOR_STOP
)
annotations = _Feature("annotations", (3, 7, 0, "beta", 1), None, CO_FUTURE_ANNOTATIONS)

__all__ = ["all_feature_names"] + all_feature_names
