# host only: the names of characters are in the programs of computers
import re

print(re.findall('\\N{GREEK SMALL LETTER MU}+', 'a\u03bc\u03bcb'), re.findall('[\\N{DIGIT ONE}-\\N{DIGIT THREE}]', '01234'))
print(re.findall('(?i)\\N{latin small letter a}', 'aAb'))
for pattern in '\\N{NO SUCH NAME}', '\\N', '\\N{', '\\N{}', '[\\N{x}]', rb'\N{DIGIT ONE}':
    try:
        re.compile(pattern)
    except re.error as e:
        print(e)
