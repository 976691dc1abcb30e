name = "bar"
