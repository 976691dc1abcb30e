# match, case and _ are names wherever no statement begins.
match = 3
case = {"match": match}
print(match, case["match"], match -1, match [0:1] if 0 else 0)
def match(*a): return a
print(match(1), match (2, 3))
match (4)
_ = 5
print(_)
case = [1]
case[0] = 7
print(case)
match = 10
match -1
match
match if match else case
match; case
print(match
      -1)
match: int = 4
match += 1
print(match, __annotations__)
class match:
    def case(self, match): return match
    def __class_getitem__(cls, x): return x
print(match().case(3))
match [1]
match (
).case(1)
def f(x, y=0):
    match (x), y:
        case 1, 0: return "one"
        case _: pass
    match (x
           ):
        case 2: return "two"
    match [x][0]:
        case 3: return "three"
    match -x:
        case -4: return "four"
    match *[x], y:
        case 5, _: return "five"
    match not x:
        case True: return "zero"
    match {x: ")"}:
        case {6: ")"}: return "six"
    match ("a:" # comment :
           f"{x!r:>2}:"):
        case "a: 7:": return "seven"
    match lambda: x:
        case g: return g()
print([f(i) for i in range(9)])
