/*
 * Dictionaries and lists through CPython's C API, beside the benchmark command "containers". WORK is one of INSERT and LOOKUP
 * (a dictionary with integers as keys), APPEND and INDEX (a list). Prints ns per operation.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peer.h"

#define INSERT 0
#define LOOKUP 1
#define APPEND 2
#define INDEX 3

static PyObject **keys;

static PyObject *prepare(int n)
{
    PyObject *container = WORK < APPEND ? PyDict_New() : PyList_New(0);
    for (int i = 0; i < n && WORK == LOOKUP; i++)
        PyDict_SetItem(container, keys[i], Py_None);
    for (int i = 0; i < n && WORK == INDEX; i++)
        PyList_Append(container, keys[i]);
    return container;
}

static long work(PyObject *container, int n)
{
    long sum = 0;
    switch (WORK) {
    case INSERT:
        for (int i = 0; i < n; i++) PyDict_SetItem(container, keys[i], Py_None);
        break;
    case LOOKUP:
        for (int i = 0; i < n; i++) sum += PyDict_GetItemWithError(container, keys[i]) == Py_None;
        break;
    case APPEND:
        for (int i = 0; i < n; i++) PyList_Append(container, keys[i]);
        break;
    default:
        for (int i = 0; i < n; i++) sum += PyList_GetItem(container, i) == keys[i];
        break;
    }

    return sum;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s ENTRIES\n", argv[0]);
        return 1;
    }

    Py_Initialize();
    int n = atoi(argv[1]);
    keys = malloc(sizeof(*keys) * (size_t)n);
    for (int i = 0; i < n; i++) keys[i] = PyLong_FromLong(i);
    double best = 0;
    long sum = 0;
    for (int run = 0; run < RUNS; run++) {
        PyObject *container = prepare(n);
        double start = seconds();
        sum += work(container, n);
        double each = (seconds() - start) * 1e9 / n;
        best = run == 0 || each < best ? each : best;
        Py_XDECREF(container);
    }

    printf("%.2f\n", best);
    return sum < 0;
}
