# The __index__ of a bound changes the list before the slice is taken.
class Index:
    def __init__(self, items, value, change):
        self.items, self.value, self.change = items, value, change

    def __index__(self):
        self.change(self.items)
        return self.value


def grow(items):
    items.extend(range(100, 110))


for change in list.clear, list.pop, grow:
    for start, stop, step in (1, None, None), (None, 4, None), (-3, None, 2), (None, None, -2), (3, 1, None):
        for at in range(3):
            for how in 'get', 'set', 'del', 'iset':
                items = list(range(6))
                bounds = [start, stop, step]
                if bounds[at] is None:
                    continue
                bounds[at] = Index(items, bounds[at], change)
                s = slice(*bounds)
                try:
                    if how == 'get':
                        print(items[s], items)
                    elif how == 'set':
                        items[s] = 'ab'
                        print(items)
                    elif how == 'iset':
                        items[s] = (x for x in 'ab')
                        print(items)
                    else:
                        del items[s]
                        print(items)
                except ValueError as e:
                    print(e, items)
