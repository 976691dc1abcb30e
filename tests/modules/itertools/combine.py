from itertools import product, permutations, combinations, combinations_with_replacement


def show(f, *args, **kw):
    try:
        print(list(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


show(product, 'ab', [1, 2, 3])
show(product, 'ab', repeat=2)
show(product)
show(product, repeat=3)
show(product, 'ab', repeat=0)
show(product, 'ab', [])
show(product, 'ab', repeat=-1)
show(product, 'ab', 'c', repeat=2)
show(product, 3)
show(permutations, 'abc')
show(permutations, 'abc', 2)
show(permutations, 'abc', 0)
show(permutations, 'ab', 3)
show(permutations, [], None)
show(permutations, 'ab', -1)
show(permutations, 'ab', 'x')
show(permutations, iterable='ab', r=1)
show(permutations)
show(combinations, 'abcd', 2)
show(combinations, range(4), 3)
show(combinations, 'ab', 0)
show(combinations, 'ab', 3)
show(combinations, 'ab', -1)
show(combinations, 'ab')
show(combinations_with_replacement, 'abc', 2)
show(combinations_with_replacement, 'abc', 0)
show(combinations_with_replacement, '', 2)
show(combinations_with_replacement, '', 0)
show(combinations_with_replacement, 'ab', -2)
print(sum(1 for _ in permutations(range(6))), sum(1 for _ in product(range(3), repeat=5)))
print(len(set(permutations(range(5), 3))), sum(1 for _ in combinations(range(10), 5)))
print(sorted(permutations(range(4), 2)) == list(permutations(range(4), 2)))
