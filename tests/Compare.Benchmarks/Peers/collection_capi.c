/* A full collection of a live tree of 2-tuples with a list in each leaf, through CPython's C API; ns per live object. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peer.h"

static PyObject *build(int depth)
{
    PyObject *node = PyTuple_New(2);
    PyTuple_SET_ITEM(node, 0, depth > 0 ? build(depth - 1) : PyList_New(0));
    PyTuple_SET_ITEM(node, 1, depth > 0 ? build(depth - 1) : Py_NewRef(Py_None));
    return node;
}

static long run(int depth)
{
    (void)PyGC_Collect();
    return 3 * (1L << depth) - 1;
}

int main(int argc, char **argv)
{
    Py_Initialize();
    PyObject *tree = argc == 2 ? build(atoi(argv[1])) : NULL;
    (void)PyGC_Collect(); /* The first one sorts the list. */
    int result = measure(argc, argv, run);
    Py_XDECREF(tree);
    return result;
}
