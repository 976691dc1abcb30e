# PEP 701: the quotes of the string may be used inside its fields.
a = 7
print(f'{f'{a}'}', f"{"x" + "y"}", f'{f'{f'{a}' + 'b'}' + 'c'}', f'{'\n'.join(['a', 'b'])}')
print(f'{a # comment
}', f"{
    a
    + 1
}", f'{a:{f'{9}'}}|', f'{ {'k': 1}['k'] }')
print(f'{'{'}{'}'}', f'{'a' 'b'!r:>{'1' '0'}}', f'{lambda_ if (lambda_ := 3) else 0}')
