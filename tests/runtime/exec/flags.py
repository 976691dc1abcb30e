# host only: a microcontroller drops annotations that are not evaluated
# compile() with the flag of a future feature, and the module that names it.
import __future__

text = "def f(x: int, y: nothing) -> 'a': pass"
spaces = {}
exec(compile(text, "f", "exec", __future__.annotations.compiler_flag), spaces)
print(spaces["f"].__annotations__)
try:
    exec(compile(text, "f", "exec"), spaces)
except NameError as e:
    print(e)
print(__future__.all_feature_names == __future__.__all__[1:])
for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease())
