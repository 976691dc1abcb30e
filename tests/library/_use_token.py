import token

print(token.tok_name[token.NAME], token.N_TOKENS, token.NT_OFFSET, len(token.__all__))
print(token.ISTERMINAL(3), token.ISNONTERMINAL(300), token.ISEOF(0), token.ISEOF(1))
print(sorted(token.EXACT_TOKEN_TYPES)[:6], token.EXACT_TOKEN_TYPES["**="] == token.DOUBLESTAREQUAL)
