name = "foo"
