import keyword

print(keyword.kwlist)
print([w for w in ("def", "match", "None", "x", "async", "_") if keyword.iskeyword(w)])
print(keyword.softkwlist, keyword.issoftkeyword("match"))
