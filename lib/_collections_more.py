"""collections: which file has the classes that are written in Python."""


def __getattr__(name):
    if name in ('Counter', '_count_elements'):
        import _collections_counter as part
    elif name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        import _collections_user as part
    else:
        raise AttributeError(name)
    return getattr(part, name)
