"""Prints what the interpreter itself has in its heap when a program begins, as JSON.

Run: PYPY_GC_NURSERY=1MB pypy3 record_start.py > ../Recorded/start-<version>.json

It imports nothing that is not built in, for modules are objects of the heap.
"""
import gc
import sys

stats = gc.get_stats()._s
print('{"arena":%d,"nursery_size":%d,"pypy":"%d.%d.%d","raw":%d}' % (
    (stats.total_arena_memory, stats.nursery_size) + sys.pypy_version_info[:3] + (stats.total_rawmalloced_memory,)))
