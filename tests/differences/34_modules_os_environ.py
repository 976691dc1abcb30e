# os.environ.
# host only: a microcontroller has no environment at the start
import os

print(os.environ.get("KUKRI_NO_SUCH"), isinstance(os.environ.get("PATH"), str))
os.environ["KUKRI_TEST"] = "value"
print(os.environ["KUKRI_TEST"], "KUKRI_TEST" in os.environ)
del os.environ["KUKRI_TEST"]
try:
    os.environ["KUKRI_TEST"]
except KeyError as e:
    print(repr(e))
