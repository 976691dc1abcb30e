from circ1 import y
