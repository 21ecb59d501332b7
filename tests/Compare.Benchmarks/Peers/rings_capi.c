/*
 * Rings of four 2-tuples through CPython's C API, dropped as they are built: only the cyclic collector could reclaim them.
 * It finds them (to 3.11; later C code reaches no check point) but cannot break a cycle of tuples alone.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peer.h"

#define LENGTH 4

static PyObject *node(PyObject *next)
{
    PyObject *made = PyTuple_New(2);
    PyTuple_SET_ITEM(made, 0, next);
    PyTuple_SET_ITEM(made, 1, Py_NewRef(Py_None));
    return made;
}

static long run(int rings)
{
    for (int left = rings; left > 0; left--) {
        PyObject *first = node(NULL), *last = first;
        for (int i = 1; i < LENGTH; i++) {
            PyObject *next = node(NULL);
            PyTuple_SET_ITEM(last, 0, next);
            last = next;
        }

        PyTuple_SET_ITEM(last, 0, Py_NewRef(first));
        Py_DECREF(first);
    }

    return (long)rings * LENGTH;
}

int main(int argc, char **argv)
{
    Py_Initialize();
    return measure(argc, argv, run);
}
