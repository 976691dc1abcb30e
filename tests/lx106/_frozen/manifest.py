# What is frozen into the lx106 image, for tests/lx106/run_frozen.py.
package('froz')
