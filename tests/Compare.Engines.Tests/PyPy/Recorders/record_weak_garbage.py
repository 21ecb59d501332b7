"""Prints how many collections it takes to make weak references whose targets die at once, as JSON.

Run: PYPY_GC_NURSERY=1MB pypy3 record_weak_garbage.py > ../Recorded/weak-garbage-<version>.json
"""
import gc
import sys
import weakref


class A(object):
    pass


class Hooks(object):
    minors = majors = 0
    on_gc_collect_step = None

    def on_gc_minor(self, stats):
        self.minors += stats.count

    def on_gc_collect(self, stats):
        self.majors += stats.count


def loop(n):
    for i in range(n):
        weakref.ref(A())


OBJECTS = 1000000
loop(20000)
gc.collect()
hooks = Hooks()
gc.hooks.set(hooks)
loop(OBJECTS)
gc.hooks.reset()
print('{"majors":%d,"minors":%d,"nursery_size":%d,"objects":%d,"pypy":"%d.%d.%d"}' % (
    (hooks.majors, hooks.minors, gc.get_stats()._s.nursery_size, OBJECTS) + sys.pypy_version_info[:3]))
