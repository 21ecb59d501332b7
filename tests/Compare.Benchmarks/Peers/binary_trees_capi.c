/* Binary trees of 2-tuples through CPython's C API: its allocator, counts and cyclic collector, without its interpreter. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peer.h"

static PyObject *build(int depth)
{
    PyObject *first = depth > 0 ? build(depth - 1) : Py_NewRef(Py_None);
    PyObject *second = depth > 0 ? build(depth - 1) : Py_NewRef(Py_None);
    PyObject *node = PyTuple_New(2);
    PyTuple_SET_ITEM(node, 0, first);
    PyTuple_SET_ITEM(node, 1, second);
    return node;
}

static long count(PyObject *node)
{
    PyObject *first = PyTuple_GET_ITEM(node, 0);
    return first == Py_None ? 1 : 1 + count(first) + count(PyTuple_GET_ITEM(node, 1));
}

static long run(int deepest)
{
    PyObject *long_lived = build(deepest);
    long nodes = 0;
    for (int depth = SMALLEST_DEPTH; depth <= deepest; depth += DEPTH_STEP) {
        for (long left = TREES(deepest, depth); left > 0; left--) {
            PyObject *tree = build(depth);
            nodes += count(tree);
            Py_DECREF(tree);
        }
    }

    nodes += count(long_lived);
    Py_DECREF(long_lived);
    return nodes;
}

int main(int argc, char **argv)
{
    Py_Initialize();
    return measure(argc, argv, run);
}
