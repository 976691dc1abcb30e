# except* that is no Python.
def check(text):
    try:
        compile(text, 'x', 'exec')
    except SyntaxError as e:
        print(e.msg, e.lineno)
    else:
        print('fine', repr(text))

body = 'try: pass\nexcept* ValueError:\n  '
check('try: pass\nexcept*: pass\n')
check('try: pass\nexcept *\n: pass\n')
check('try: pass\nexcept* A: pass\nexcept B: pass\n')
check('try: pass\nexcept A: pass\nexcept* B: pass\n')
check('try: pass\nexcept* A: pass\nexcept: pass\n')
check('try: pass\nexcept* A, B: pass\n')
check('try: pass\nexcept* A:\npass\n')
check('while 1:\n try: pass\n except* A: break\n')
check('while 1:\n try: pass\n except* A: continue\n')
check('def f():\n try: pass\n except* A:\n  while 1: return\n')
check('def f():\n try: pass\n except* A:\n  if 1: return 2\n')
check('while 1:\n try: pass\n except* A:\n  for x in y: pass\n  else: break\n')
check('def f():\n try: pass\n except* A:\n  while 1: break\n  for x in y: continue\n')
check('def f():\n try: pass\n except* A:\n  def g(): return 1\n  lambda: 2\n')
check('def f():\n try: pass\n except *A as b: pass\n else: return 1\n finally: return 2\n')
check('def f():\n try: return 1\n except* (A, B): pass\n')
