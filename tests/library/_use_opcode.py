import opcode

print(len(opcode.opname), opcode.HAVE_ARGUMENT, opcode.cmp_op)
print(opcode.opmap["LOAD_CONST"], opcode.opname[100], len(opcode.opmap), sorted(opcode.hasjrel)[:5])
print(opcode.hasconst, opcode.hasname[:4], opcode.haslocal, opcode.hasfree, opcode.hascompare)
print(len(opcode._specialized_instructions), opcode._specializations["LOAD_ATTR"][:2], opcode._nb_ops[0])
