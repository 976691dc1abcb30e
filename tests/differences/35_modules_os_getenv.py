# getenv looks into os.environ.
# host only: putenv and environ as on a computer
import os

print(os.getenv("KUKRI_NEW"), os.getenv("KUKRI_NEW", "default"))
os.environ["KUKRI_NEW"] = "v"
print(os.getenv("KUKRI_NEW"))
os.putenv("KUKRI_OTHER", "w")
print(os.getenv("KUKRI_OTHER"))
