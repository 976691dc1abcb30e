# An assignment expression cannot rebind the variable of a comprehension around it.
def attempt(text):
    try:
        exec(text)
        print('fine')
    except SyntaxError as e:
        print(e.msg)


attempt('[i := 0 for i in range(5)]')
attempt('[[(j := i) for i in range(5)] for j in range(5)]')
attempt('[0 for i in range(5) if (i := 1)]')
attempt('{i := 0: 1 for i in range(2)}')
attempt('[i for i in (j := range(3))]')
attempt('class A:\n [(x := i) for i in range(2)]')
print([y := 1, y ** 2], [(last := i) for i in range(3)], last)
