def parts_function(): return __name__
