"""_shutil_archives: what shutil does with archives (tarfile and zipfile read and write them)."""
import os
from shutil import ReadError, RegistryError


def _walk(folder):
    """(folder, names of folders, names of files), from the top."""
    names = sorted(os.listdir(folder))
    folders = [name for name in names if os.path.isdir(os.path.join(folder, name))]
    yield folder, folders, [name for name in names if name not in folders]
    for name in folders:
        yield from _walk(os.path.join(folder, name))


def _prepare(base_name, dry_run):
    folder = os.path.dirname(base_name)
    if folder and not os.path.exists(folder) and not dry_run:
        os.makedirs(folder)


def _make_tarball(base_name, base_dir, compress='gzip', verbose=0, dry_run=0, owner=None, group=None, logger=None,
                  root_dir=None):
    import tarfile
    known = {None: '', 'gzip': 'gz', 'bzip2': 'bz2', 'xz': 'xz'}
    if compress not in known:
        raise ValueError("bad value for 'compress', or compression format not supported : %s" % compress)
    kind = known[compress]
    name = base_name + '.tar' + (kind and '.' + kind)
    _prepare(name, dry_run)
    if not dry_run:
        source = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
        with tarfile.open(name, 'w|' + kind) as tar:
            tar.add(source, base_dir)
    return name


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None, root_dir=None):
    import zipfile
    name = base_name + '.zip'
    _prepare(name, dry_run)
    if dry_run:
        return name
    source = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
    with zipfile.ZipFile(name, 'w', compression=zipfile.ZIP_DEFLATED) as archive:
        for folder, folders, files in _walk(source):
            for entry in folders + files:
                full = os.path.join(folder, entry)
                archive.write(full, os.path.normpath(os.path.join(base_dir, os.path.relpath(full, source))))
    return name


_ARCHIVE_FORMATS = {
    'tar': (_make_tarball, [('compress', None)], 'uncompressed tar file'),
    'gztar': (_make_tarball, [('compress', 'gzip')], "gzip'ed tar-file"),
    'zip': (_make_zipfile, [], 'ZIP file'),
}


def get_archive_formats():
    return sorted([(name, row[2]) for name, row in _ARCHIVE_FORMATS.items()])


def register_archive_format(name, function, extra_args=None, description=''):
    if not callable(function):
        raise TypeError('The %s object is not callable' % function)
    extra_args = [] if extra_args is None else extra_args
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError('extra_args needs to be a sequence')
    for pair in extra_args:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError('extra_args elements are : (arg_name, value)')
    _ARCHIVE_FORMATS[name] = function, extra_args, description


def unregister_archive_format(name):
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Packs a folder. Returns the archive's name."""
    row = _ARCHIVE_FORMATS.get(format)
    if row is None:
        raise ValueError('unknown archive format %r' % format)
    base_name = os.path.abspath(base_name)
    kwargs = dict(row[1], dry_run=dry_run, logger=logger)
    if row[0] in (_make_tarball, _make_zipfile):
        kwargs.update(root_dir=root_dir, owner=owner, group=group)
        return row[0](base_name, base_dir or os.curdir, **kwargs)
    before = os.getcwd()
    if root_dir is not None:
        os.chdir(root_dir)
    try:
        return row[0](base_name, base_dir or os.curdir, **kwargs)
    finally:
        os.chdir(before)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError('%s is not a zip file' % filename)
    with zipfile.ZipFile(filename) as archive:
        for name in archive.namelist():
            if not name.startswith('/') and '..' not in name.split('/'):
                archive.extract(name, extract_dir)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        tar = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError('%s is not a compressed or uncompressed tar file' % filename) from None
    with tar:
        tar.extractall(extract_dir) if filter is None else tar.extractall(extract_dir, filter=filter)


_UNPACK_FORMATS = {
    'tar': (['.tar'], _unpack_tarfile, [], 'uncompressed tar file'),
    'gztar': (['.tar.gz', '.tgz'], _unpack_tarfile, [], "gzip'ed tar-file"),
    'zip': (['.zip'], _unpack_zipfile, [], 'ZIP file'),
}


def get_unpack_formats():
    return sorted([(name, row[0], row[3]) for name, row in _UNPACK_FORMATS.items()])


def register_unpack_format(name, extensions, function, extra_args=None, description=''):
    taken = {extension: key for key, row in _UNPACK_FORMATS.items() for extension in row[0]}
    for extension in extensions:
        if extension in taken:
            raise RegistryError('%s is already registered for "%s"' % (extension, taken[extension]))
    if not callable(function):
        raise TypeError('The registered function must be a callable')
    _UNPACK_FORMATS[name] = extensions, function, extra_args or [], description


def unregister_unpack_format(name):
    del _UNPACK_FORMATS[name]


def _find_unpack_format(filename):
    for name, row in _UNPACK_FORMATS.items():
        if any([filename.endswith(extension) for extension in row[0]]):
            return name
    return None


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpacks an archive into a folder, the current one by default."""
    filename = filename.__fspath__() if hasattr(filename, '__fspath__') else filename
    extract_dir = os.getcwd() if extract_dir is None else extract_dir
    extract_dir = extract_dir.__fspath__() if hasattr(extract_dir, '__fspath__') else extract_dir
    known = format
    if format is None:
        known = _find_unpack_format(filename)
        if known is None:
            raise ReadError("Unknown archive format '%s'" % filename)
    elif format not in _UNPACK_FORMATS:
        raise ValueError("Unknown unpack format '%s'" % format)
    _, function, extra, _ = _UNPACK_FORMATS[known]
    kwargs = dict(extra)
    if filter is not None:
        kwargs['filter'] = filter
    function(filename, extract_dir, **kwargs)
