/*
 * Binary trees of 2-tuples through CPython's C API: its allocator, counts and cyclic collector, without its interpreter.
 *
 * Since 3.12 an automatic collection waits for the interpreter's next check point, and C code reaches none: the plain
 * program never collects there. With -DCHECK_POINTS it calls an empty Python function now and then, and collects as often
 * as a Python program does.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peer.h"

#ifdef CHECK_POINTS
#define NODES_BETWEEN_CHECKS 256
static PyObject *empty_function;
static int until_check = NODES_BETWEEN_CHECKS;

static void check_point(void)
{
    if (--until_check == 0) {
        until_check = NODES_BETWEEN_CHECKS;
        Py_XDECREF(PyObject_CallNoArgs(empty_function));
    }
}

static void make_check_point(void)
{
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    Py_XDECREF(PyRun_String("def empty(): pass", Py_file_input, globals, globals));
    empty_function = PyDict_GetItemString(globals, "empty");
}
#else
static void check_point(void) {}
static void make_check_point(void) {}
#endif

static PyObject *build(int depth)
{
    check_point();
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
    make_check_point();
    return measure(argc, argv, run);
}
