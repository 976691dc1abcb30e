from .. import a as up; print("deep", up.__name__)
