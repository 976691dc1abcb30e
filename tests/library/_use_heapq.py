import heapq

data = [(i * 7919) % 101 for i in range(40)]
heap = []
for item in data:
    heapq.heappush(heap, item)
print([heapq.heappop(heap) for _ in range(10)])
print(heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 1), heap[0])
other = list(data)
heapq.heapify(other)
print(all(other[i] <= other[j] for i in range(40) for j in (2 * i + 1, 2 * i + 2) if j < 40))
print(heapq.nsmallest(4, data), heapq.nlargest(4, data))
print(heapq.nsmallest(3, data, key=lambda x: -x), heapq.nlargest(1, data), heapq.nlargest(50, data[:5]))
print(list(heapq.merge([1, 4, 9], [2, 3, 10], [], [5])))
print(list(heapq.merge("dc", "ba", key=str.upper, reverse=True)))
try:
    heapq.heappop([])
except IndexError as e:
    print(type(e).__name__)
