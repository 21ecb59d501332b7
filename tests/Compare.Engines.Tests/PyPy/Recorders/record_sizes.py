"""Prints what the objects of PyPy take, and how its containers grow, as JSON.

Run: pypy3 record_sizes.py > ../Recorded/sizes-more-<version>.json

"sizes" has, for each kind of object, rows [number, [structure, bytes], ...]: the object itself, then the storage that
is its own, a third number in a part telling how many alike there are. A row is left out when it equals the one before;
"to" is the last number measured. Storage that is shared (maps, strategies, code, names) is not listed. A structure
behind "+" is an object of the program that only this one uses, such as the frame of a generator.

"heap" has the bytes by which the heap grows with each object of a kind, all that belongs to it included: a check that
the parts of "sizes" are neither shared nor incomplete.

"growth" has sequences [length, capacity] at each change of capacity. Capacities are items; where an item is smaller
than a word they are what the rounded size tells (*_bytes). Tables are [slots, bytes of a slot, bytes of the entries].
Capacities of array.array, whose items lie outside the heap, are told by the items' address: each change of capacity
moves them.
"""
import array
import gc
import json
import re
import sys
import weakref
import zlib

ARRAY_HEADER = 16
SHARED = re.compile(r'Strategy|mapdict\.|typeobject|PyCode|CellFamily|Signature|QuasiImmut|ModuleDict|BuiltinCode')


class Anything(object):
    def __contains__(self, name):
        return True


ANY = Anything()
NAMES_OF_CODE = ('rpy_string',)


def load_names():
    names = []
    for line in zlib.decompress(gc.get_typeids_z()).decode().splitlines():
        names.append(re.match(r'member\d+\s+(.*)', line).group(1))
    return names


NAMES = load_names()


def full_name(x):
    return NAMES[gc.get_rpy_type_index(x)]


def short_name(x):
    name = full_name(x)
    if name.startswith('GcArray of '):
        item = name[len('GcArray of '):]
        if item.startswith('odictentry'):
            fields = re.findall(r'(\w+): (\*|\w+)', re.sub(r'GcStruct [\w.]+ \{[^}]*\}', '', item))
            return 'entries(%s)' % ','.join(k for k, t in fields if t != 'Void')
        if item.startswith('*'):
            return 'array(reference)'
        return 'array(%s)' % item.split()[0]
    match = re.match(r'GcStruct ([\w.]+)', name)
    return match.group(1).split('.')[-1] if match else name


def is_private_kind(x, follow):
    if isinstance(x, gc.GcRef):
        return not SHARED.search(full_name(x).split('{')[0])
    return type(x).__name__ in follow


def parts(o, follow, skip):
    """The object, then what is its own: objects are trees here, for whatever is shared is not followed."""
    found = []
    todo = [o]
    while todo:
        x = todo.pop(0)
        name = short_name(x)
        found.append((name if isinstance(x, gc.GcRef) or x is o else '+' + name, gc.get_rpy_memory_usage(x)))
        todo.extend(r for r in gc.get_rpy_referents(x) if is_private_kind(r, follow) and short_name(r) not in skip)
    folded = []
    for part in found:
        known = next((f for f in folded if f[:2] == list(part)), None)
        if known is None:
            folded.append(list(part) + [1])
        else:
            known[2] += 1
    return [f[:2] if f[2] == 1 else f for f in folded]


def rows(make, numbers, follow=(), skip=()):
    out, last = [], None
    for n in numbers:
        now = parts(make(n), follow, skip)
        if now != last:
            out.append([n] + now)
            last = now
    return {'rows': out, 'to': numbers[-1]}


class Other(object):
    pass


class WithDel(object):
    def __del__(self):
        pass


def fresh_class(name='C', **members):
    return type(name, (object,), members)


def instance(cls, n, value):
    o = cls()
    for i in range(n):
        setattr(o, 'f%d' % i, value(i))
    return o


def slots_instance(cls, n):
    o = cls()
    for i in range(n):
        setattr(o, 's%d' % i, str(i))
    return o


def weakly(o, refs):
    refs.append(weakref.ref(o))
    return o


def text(c, n):
    return ''.join([c] * n)


def appended(n, value):
    l = []
    for i in range(n):
        l.append(value(i))
    return l


def display(n):
    x = object()
    return eval('[%s]' % ','.join(['x'] * n), {'x': x})


def closure_function(cells):
    if cells == 0:
        def f():
            return 0
    elif cells == 1:
        a = object()

        def f():
            return a
    else:
        a, b = object(), object()

        def f():
            return a, b
    return f


def a_cell():
    return closure_function(1).__closure__[0]


GENERATORS = {}


def generator(n):
    """A suspended generator with n locals (no more values on its stack than the one yielded)."""
    if n not in GENERATORS:
        scope = {}
        names = ['v%d' % i for i in range(n)]
        body = ''.join('    %s = object()\n' % v for v in names)
        exec('def g():\n%s    yield None\n    yield (%s)\n' % (body, ','.join(names) + ',' if names else 'None'), scope)
        GENERATORS[n] = scope['g']
    g = GENERATORS[n]()
    next(g)
    return g


class Callable(object):
    def method(self):
        pass


def pair(kind):
    return {
        'int int': (1000, 2000), 'float float': (1.5, 2.5), 'object object': (object(), object()),
        'int object': (1000, object())}[kind]


def sizes():
    keep = []
    out = {}

    def add(name, make, numbers=(0,), follow=(), skip=()):
        out[name] = rows(make, list(numbers), follow, skip)

    add('object', lambda n: object())
    add('int', lambda n: int('1%s' % ('0' * n)), range(1, 19))
    add('int of bits', lambda n: (1 << n) + 1, range(63, 2001))
    add('float', lambda n: float('1.5'))
    add('complex', lambda n: complex(1.5, 2.5))
    add('bool', lambda n: bool(1))
    add('str ascii', lambda n: text('a', n), range(0, 101))
    add('str latin-1', lambda n: text('\xe9', n), range(1, 101))
    add('str two bytes', lambda n: text('\u20ac', n), range(1, 101))
    add('str four bytes', lambda n: text('\U0001f600', n), range(1, 101))

    def indexed(n):
        s = text('\u20ac', n)
        s[n // 2]
        return s
    add('str two bytes, indexed', indexed, range(1, 301))
    add('bytes', lambda n: b''.join([b'a'] * n), range(0, 101))
    add('bytearray', lambda n: bytearray(n), range(0, 101))
    add('tuple', lambda n: tuple([object() for _ in range(n)]), range(0, 13))
    add('tuple of ints', lambda n: tuple([i + 1000 for i in range(n)]), range(0, 13))
    for k in ('int int', 'float float', 'object object', 'int object'):
        add('tuple pair ' + k, lambda n: pair(k))
    add('list appended, objects', lambda n: appended(n, lambda i: object()), range(0, 1001))
    add('list appended, ints', lambda n: appended(n, lambda i: i), range(0, 1001))
    add('list appended, floats', lambda n: appended(n, lambda i: i + 0.5), range(0, 101))
    add('list appended, strs', lambda n: appended(n, str), range(0, 101))
    add('list display', display, range(0, 101))
    add('list(range)', lambda n: list(range(n)), range(0, 101))
    add('dict of str', lambda n: {str(i): i for i in range(n)}, range(0, 201))
    add('dict of int', lambda n: {i: i for i in range(n)}, range(0, 201))
    add('dict of objects', lambda n: {object(): i for i in range(n)}, range(0, 201))
    add('dict of tuples', lambda n: {(i, i): i for i in range(n)}, range(0, 201))
    add('dict of bytes', lambda n: {b'%d' % i: i for i in range(n)}, range(0, 51))
    add('set of int', lambda n: set(range(n)), range(0, 201))
    add('set of str', lambda n: set([str(i) for i in range(n)]), range(0, 201))
    add('set of objects', lambda n: set([object() for i in range(n)]), range(0, 201))
    add('set of tuples', lambda n: set([(i, i) for i in range(n)]), range(0, 201))
    add('frozenset of int', lambda n: frozenset(range(n)), range(0, 21))

    strs, ints, mixed = fresh_class(), fresh_class(), fresh_class()
    add('instance of strs', lambda n: instance(strs, n, str), range(0, 13))
    add('instance of ints', lambda n: instance(ints, n, lambda i: i), range(0, 13))
    add('instance of floats', lambda n: instance(fresh_class_of('floats'), n, lambda i: i + 0.5), range(0, 13))
    add('instance of strs and ints', lambda n: instance(mixed, n, lambda i: i if i % 2 else str(i)), range(0, 13))
    refs = []
    weak = fresh_class()
    add('instance with weakref', lambda n: weakly(instance(weak, n, str), refs), range(0, 13))
    add('instance with __del__', lambda n: instance(WithDel, n, str), range(0, 13))
    slotted = [fresh_class(__slots__=tuple('s%d' % i for i in range(n))) for n in range(0, 13)]
    add('instance with __slots__', lambda n: slots_instance(slotted[n], n), range(0, 13))
    dicted = fresh_class()

    def with_dict(n):
        o = instance(dicted, n, str)
        keep.append(o.__dict__)
        return o
    add('instance with __dict__ taken', with_dict, range(0, 13))

    add('function', closure_function, range(0, 3), (), NAMES_OF_CODE)
    add('cell', lambda n: a_cell())
    add('method', lambda n: Callable().method)
    add('builtin method', lambda n: [].append)
    add('generator', generator, range(0, 13), ('frame',), NAMES_OF_CODE)
    table_of_container = ('dicttable',)
    add('list iterator', lambda n: iter([None] * 3))
    add('tuple iterator', lambda n: iter((None,) * 3), (0,), (), ('array(reference)',))
    add('dict key iterator', lambda n: iter({'a': 1}), (0,), (), table_of_container)
    add('dict value iterator', lambda n: iter({'a': 1}.values()), (0,), (), table_of_container)
    add('dict item iterator', lambda n: iter({'a': 1}.items()), (0,), (), table_of_container)
    add('set iterator', lambda n: iter({'a'}), (0,), (), table_of_container)
    add('exception', lambda n: ValueError(*([object()] * n)), range(0, 4))

    def raised(n):
        try:
            raise ValueError()
        except ValueError as e:
            return e
    add('exception raised', raised, (0,), ('traceback',))
    add('range', lambda n: range(1000, 2000), (0,), ('int',))
    add('range iterator', lambda n: iter(range(1000, 2000 + n)))
    add('slice', lambda n: slice(object(), object(), object()))
    add('property', lambda n: property(None))
    add('class', lambda n: fresh_class(), (0,), (), ANY)
    add('array.array', lambda n: array.array('q', range(n)), range(0, 4))

    targets = []

    def reference(n, callbacks):
        o = Other()
        targets.append(o)
        return [weakref.ref(o, (lambda w: None)) if callbacks else weakref.ref(o) for _ in range(n)][-1]
    add('weakref', lambda n: reference(n, False), range(1, 3))
    add('weakref with callback', lambda n: reference(n, True), range(1, 3))

    def lifeline(n, callbacks):
        o = Other()
        refs.append([weakref.ref(o, (lambda w: None)) if callbacks else weakref.ref(o) for _ in range(n)])
        return o
    add('target of weakrefs', lambda n: lifeline(n, False), range(0, 3))
    add('target of weakrefs with callback', lambda n: lifeline(n, True), range(0, 13))

    def function_target(n):
        f = closure_function(0)
        refs.append(weakref.ref(f))
        return f
    add('function with weakref', function_target, (0,), (), NAMES_OF_CODE)
    return out


FRESH = {}


def fresh_class_of(name):
    if name not in FRESH:
        FRESH[name] = fresh_class(name)
    return FRESH[name]


def heap_bytes():
    gc.collect()
    gc.collect()
    stats = gc.get_stats()._s
    return stats.total_arena_memory + stats.total_rawmalloced_memory


def heap():
    """Bytes of the heap for each of many objects; what they refer to is shared or named."""
    some_list, some_tuple, some_dict, some_set = [None] * 3, (None,) * 3, {'a': 1}, {'a'}
    function, bound = closure_function(0), Callable()
    cls = fresh_class()

    def deleted(n):
        return WithDel()

    def of_weakref(n):
        o = cls()
        o.self = 'x'
        return [o, weakref.ref(o)]

    def with_dict_kept(n):
        return instance(cls, 1, lambda i: 'x').__dict__

    def suspended(n):
        return generator(3)
    kinds = [
        ('nothing', lambda n: None),
        ('object', lambda n: object()),
        ('int', lambda n: n + 1000000),
        ('float', lambda n: n + 0.5),
        ('complex', lambda n: complex(n, 1)),
        ('big int', lambda n: (1 << 70) + n),
        ('str of 6', lambda n: str(n + 100000)),
        ('bytes of 6', lambda n: b'%d' % (n + 100000)),
        ('bytearray of 0', lambda n: bytearray()),
        ('bytearray of 8', lambda n: bytearray(8)),
        ('tuple of 3 shared', lambda n: (some_list, some_set, some_dict)),
        ('tuple pair of shared', lambda n: (some_list, some_set)),
        ('list of 0', lambda n: []),
        ('list of 1 shared', lambda n: [some_list]),
        ('dict of 0', lambda n: {}),
        ('dict of 1 shared', lambda n: {'a': some_list}),
        ('set of 0', lambda n: set()),
        ('set of 1 shared', lambda n: {some_tuple}),
        ('instance of 5', lambda n: instance(cls, 5, lambda i: 'x')),
        ('instance of 6', lambda n: instance(cls, 6, lambda i: 'x')),
        ('instance of 1 with __del__', lambda n: WithDel()),
        ('list of an instance and its weakref', of_weakref),
        ('instance of 1 whose __dict__ lives', with_dict_kept),
        ('function', lambda n: closure_function(0)),
        ('function of 1 cell and its object', lambda n: closure_function(1)),
        ('method', lambda n: bound.method),
        ('builtin method', lambda n: some_list.append),
        ('generator of 3 locals and their objects', suspended),
        ('list iterator', lambda n: iter(some_list)),
        ('tuple iterator', lambda n: iter(some_tuple)),
        ('dict iterator', lambda n: iter(some_dict)),
        ('set iterator', lambda n: iter(some_set)),
        ('exception', lambda n: ValueError()),
        ('exception of 1 shared', lambda n: ValueError(some_list)),
        ('range of large ints', lambda n: range(1000000 + n, 3000000 + 3 * n)),
        ('slice of shared', lambda n: slice(some_list, some_list, some_list)),
        ('property', lambda n: property(function)),
    ]
    count = 20000
    out = {}
    for name, make in kinds:
        rounds = []
        for _ in range(3):
            # The compiler's own structures are in the heap too; after the first round it has nothing left to compile.
            kept = [None] * count
            before = heap_bytes()
            for n in range(count):
                kept[n] = make(n)
            rounds.append(int(round((heap_bytes() - before) / float(count))))
            del kept
        out[name] = min(rounds)
    return out


def storage(o, *path):
    """Follows the parts with these names; None when there is no such part."""
    for wanted in path:
        o = next((r for r in gc.get_rpy_referents(o) if isinstance(r, gc.GcRef) and short_name(r).startswith(wanted)), None)
        if o is None:
            return None
    return o


def items_bytes(container):
    items = storage(container, 'list', 'array')
    return 0 if items is None else gc.get_rpy_memory_usage(items) - ARRAY_HEADER


def capacity(l):
    return items_bytes(l) // 8


INDEX_WIDTH = {'array(UCHAR)': 1, 'array(USHORT)': 2, 'array(UINT)': 4, 'array(Unsigned)': 8, 'array(Signed)': 8}


def table(container):
    """Slots of the index, bytes of a slot, bytes of the entries. Slots are a power of two, so that rounding is no loss."""
    index = storage(container, 'dicttable', 'array')
    if index is None:
        return [0, 0, 0]
    width = INDEX_WIDTH[short_name(index)]
    entries = storage(container, 'dicttable', 'entries')
    slots = (gc.get_rpy_memory_usage(index) - ARRAY_HEADER) // width
    return [slots, width, 0 if entries is None else gc.get_rpy_memory_usage(entries) - ARRAY_HEADER]


def changes(numbers, step, measure):
    out, last = [], None
    for n in numbers:
        step(n)
        now = measure()
        if now != last:
            out.append([n] + (now if isinstance(now, list) else [now]))
            last = now
    return out


def grown_and_shrunk(out, name, make, value, most):
    l = make()
    out[name + ' append'] = changes(range(1, most + 1), lambda n: l.append(value(n)), lambda: capacity(l))
    out[name + ' pop'] = changes(range(most - 1, -1, -1), lambda n: l.pop(), lambda: capacity(l))


def array_steps(numbers, step, address):
    out, last = [], None
    for n in numbers:
        step(n)
        now = address()
        if now != last:
            out.append(n)
            last = now
    return out


def growth_of_lists(out):
    grown_and_shrunk(out, 'list of objects', list, lambda n: None, 20000)
    grown_and_shrunk(out, 'list of ints', list, lambda n: n, 20000)
    some = [None] * 200
    numbers = list(range(0, 41)) + [50, 63, 64, 65, 100, 101, 127, 128, 200]

    def each(name, make):
        out[name] = [[n, capacity(make(n))] for n in numbers]

    each('list display', display)
    each('list display of constants', lambda n: eval('[%s]' % ','.join(['1'] * n)))
    each('list slice', lambda n: some[:n])
    each('list copy', lambda n: list(some[:n]))
    each('list.copy()', lambda n: some[:n].copy())
    each('list repetition', lambda n: [None] * n)
    each('list concatenation', lambda n: some[:n // 2] + some[:n - n // 2])
    each('list of tuple', lambda n: list(tuple(some[:n])))
    each('list of range', lambda n: list(range(n)))
    each('list of str', lambda n: list('a' * n))
    each('list of dict', lambda n: list({i: None for i in range(n)}))
    each('list of set', lambda n: list(set(range(n))))
    each('list of generator', lambda n: list(None for _ in range(n)))
    each('list comprehension over range', lambda n: [None for _ in range(n)])
    each('list comprehension over list', lambda n: [x for x in some[:n]])
    each('list comprehension over generator', lambda n: [x for x in (y for y in some[:n])])

    def extended(n, m):
        l = [None] * n
        l.extend([None] * m)
        return capacity(l)
    out['list extend'] = [[n, m, extended(n, m)] for n in (0, 1, 4, 8, 10, 100, 1000) for m in (0, 1, 2, 5, 8, 9, 20, 100)]

    def inserted(n):
        l = [None] * n
        l.insert(0, None)
        return l
    each('list insert', inserted)

    def deleted(n, kept):
        l = [None] * n
        del l[kept:]
        return capacity(l)
    out['list delete slice'] = [
        [n, k, deleted(n, k)] for n in (1, 8, 10, 20, 64, 100, 1000)
        for k in (0, 1, 4, 5, 8, 9, 10, 26, 27, 28, 44, 45, 46, 49, 50, 494, 495, 496, 500, 900) if k <= n]

    def cleared():
        l = [None] * 100
        l.clear()
        return capacity(l)
    out['list clear'] = cleared()


def growth_of_tables(out):
    kinds = {
        'dict of str': (dict, lambda c, n: c.__setitem__(str(n), n), lambda c, n: c.__delitem__(str(n))),
        'dict of int': (dict, lambda c, n: c.__setitem__(n, n), lambda c, n: c.__delitem__(n)),
        'set of int': (set, lambda c, n: c.add(n), lambda c, n: c.remove(n)),
        'set of str': (set, lambda c, n: c.add(str(n)), lambda c, n: c.remove(str(n))),
    }
    most = 200000
    for name in sorted(kinds):
        make, insert, delete = kinds[name]
        c = make()
        out[name + ' insert'] = changes(range(1, most + 1), lambda n: insert(c, n), lambda: table(c))
        c = make()
        for n in range(1, 3001):
            insert(c, n)
        out[name + ' delete newest first'] = changes(range(2999, -1, -1), lambda n: delete(c, n + 1), lambda: table(c))
        c = make()
        for n in range(1, 3001):
            insert(c, n)
        out[name + ' delete oldest first'] = changes(range(2999, -1, -1), lambda n: delete(c, 3000 - n), lambda: table(c))

        def refilled(count, kept):
            c = make()
            for n in range(count):
                insert(c, n)
            for n in range(count - kept):
                delete(c, n)
            before = table(c)
            n = count
            steps = []
            while len(steps) < 3:
                insert(c, n)
                n += 1
                now = table(c)
                if now != before:
                    steps.append([len(c)] + now)
                    before = now
            return steps
        out[name + ' delete then insert'] = [
            [count, kept, refilled(count, kept)]
            for count in (5, 10, 11, 50, 100) for kept in (0, 1, count // 2, count - 1)]
        copies = []
        for n in list(range(0, 60)) + [85, 86, 100, 170, 171, 200, 341, 342, 1000]:
            c = make()
            for i in range(n):
                insert(c, i)
            copies.append([n, table(c), table(c.copy()), table(make(c))])
        out[name + ' copy'] = copies
    out['dict display of str'] = [
        [n, table(eval('{%s}' % ','.join("'k%d': %d" % (i, i) for i in range(n))))] for n in range(0, 60)]
    out['dict of keywords'] = [[n, table(dict(**{'k%d' % i: i for i in range(n)}))] for n in range(0, 60)]
    out['dict.fromkeys'] = [[n, table(dict.fromkeys(['k%d' % i for i in range(n)]))] for n in range(0, 60)]
    out['set from list of int'] = [[n, table(set([i for i in range(n)]))] for n in range(0, 60)]
    out['set display'] = [[n, table(eval('{%s}' % ','.join(str(i) for i in range(n))))] for n in range(1, 60)]


def growth_of_bytes(out):
    b = bytearray()
    out['bytearray append_bytes'] = changes(range(1, 2001), lambda n: b.append(1), lambda: items_bytes(b))
    out['bytearray pop_bytes'] = changes(range(1999, -1, -1), lambda n: b.pop(), lambda: items_bytes(b))

    def extended(n, m):
        b = bytearray(n)
        b.extend(bytearray(m))
        return items_bytes(b)
    out['bytearray extend_bytes'] = [
        [n, m, extended(n, m)] for n in (0, 1, 8, 10, 100, 1000) for m in (0, 1, 5, 9, 20, 100)]
    a = array.array('q')
    address = lambda: a.buffer_info()[0]
    out['array append moves at'] = array_steps(range(1, 2001), lambda n: a.append(n), address)
    out['array pop moves at'] = array_steps(range(1999, -1, -1), lambda n: a.pop(), address)

    def first_move(b):
        """The length at which an append first moves the items: one more than fit."""
        length, before = len(b), b.buffer_info()[0]
        while b.buffer_info()[0] == before:
            b.append(0)
        return [length, len(b)]
    out['array from iterable moves at'] = [first_move(array.array('q', range(n))) for n in (1, 2, 3, 4, 5, 10, 100)]
    out['array from list moves at'] = [first_move(array.array('q', list(range(n)))) for n in (1, 2, 3, 4, 5, 10, 100)]

    def extended_array(n, m):
        b = array.array('q', range(n))
        b.extend(array.array('q', range(m)))
        return first_move(b)

    def cut(n, kept):
        b = array.array('q', range(n))
        del b[kept:]
        return first_move(b)
    out['array extend moves at'] = [[n, m] + extended_array(n, m) for n in (1, 10, 100) for m in (1, 5, 9, 100)]
    out['array delete slice moves at'] = [[n, k] + cut(n, k) for n in (10, 100) for k in (2, 8, 9)]


def main():
    growth = {}
    growth_of_lists(growth)
    growth_of_tables(growth)
    growth_of_bytes(growth)
    json.dump(
        {'python': '%d.%d.%d' % sys.version_info[:3], 'pypy': '%d.%d.%d' % sys.pypy_version_info[:3],
         'growth': growth, 'heap': heap(), 'sizes': sizes()},
        sys.stdout, sort_keys=True, separators=(',', ':'))
    sys.stdout.write('\n')


main()
