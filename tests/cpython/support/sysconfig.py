"""What CPython was built with: here nothing is known of it."""
import sys


def get_config_vars(*names):
    return [None for name in names] if names else {}


def get_config_var(name):
    return None


def get_platform():
    return sys.platform


def is_python_build():
    return False
