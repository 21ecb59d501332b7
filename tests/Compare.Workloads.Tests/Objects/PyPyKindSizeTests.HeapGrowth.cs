using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Objects.Weak;

namespace Compare.Workloads.Tests.Objects;

/// <content>The bytes by which the heap grows when many objects of a kind are made.</content>
public sealed partial class PyPyKindSizeTests
{
    /// <summary>Compares what the heap grows by with objects that belong to others.</summary>
    private sealed class HeapGrowth(JsonElement heap) : ObjectProgram
    {
        private static readonly ObjectType s_generator = PyGenerator.Describe("suspended", 6);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyList.New(in py, ref frame.D);
            PyStr.Load(in py, ref frame.E, "x");
            PyList.Append(in py, ref frame.D, ref frame.E);
            foreach ((string name, long other) in new (string, long)[]
                {
                    ("dict of 0", 0), ("dict of 1 shared", 0), ("set of 0", 0), ("set of 1 shared", 0),
                    ("instance of 5", 0), ("instance of 6", 0), ("instance of 1 with __del__", 0),
                    ("instance of 1 whose __dict__ lives", 0), ("function", 0),
                    ("list of an instance and its weakref", sizeof(long)), // The lifeline's list is linked.
                    ("function of 1 cell and its object", NumberBytes - sizeof(long)), // A float for the object without fields.
                    ("generator of 3 locals and their objects", 3 * (NumberBytes - sizeof(long))),
                })
            {
                long before = Used(in py);
                Make(in py, ref frame, name);
                Assert.Equal((name, heap.GetProperty(name).GetInt64() + other), (name, Used(in py) - before));
                py.Heap.Clear(ref frame.A);
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            HeapClass type;
            switch (name)
            {
                case "dict of 0" or "dict of 1 shared":
                    PyDict.New(in py, ref frame.A);
                    Fill(in py, ref frame, name, name == "dict of 0" ? 0 : 1);
                    break;
                case "set of 0" or "set of 1 shared":
                    PySet.New(in py, ref frame.A);
                    Fill(in py, ref frame, name, name == "set of 0" ? 0 : 1);
                    break;
                case "instance of 5" or "instance of 6":
                    PyInstance.New(in py, ref frame.A, Class(name == "instance of 5" ? 5 : 6, ClassOptions.None).On(in py));
                    break;
                case "instance of 1 with __del__":
                    PyInstance.New(in py, ref frame.A, Class(1, ClassOptions.Finalizer).On(in py));
                    break;
                case "instance of 1 whose __dict__ lives":
                    type = Class(1, ClassOptions.Dict).On(in py);
                    PyInstance.New(in py, ref frame.B, type);
                    PyInstance.LoadDict(in py, ref frame.A, ref frame.B, type);
                    py.Heap.Clear(ref frame.B);
                    break;
                case "list of an instance and its weakref":
                    type = Class(1, ClassOptions.WeakReferences).On(in py);
                    PyInstance.New(in py, ref frame.B, type);
                    PyWeakRef.New(in py, ref frame.C, ref frame.B);
                    PyList.New(in py, ref frame.A, ListOrigin.Exact, 2);
                    PyList.Set(in py, ref frame.A, 0, ref frame.B);
                    PyList.Set(in py, ref frame.A, 1, ref frame.C);
                    py.Heap.Clear(ref frame.B);
                    py.Heap.Clear(ref frame.C);
                    break;
                case "function":
                    PyFunction.New(in py, ref frame.A);
                    break;
                case "function of 1 cell and its object":
                    PyFloat.Load(in py, ref frame.C, 1);
                    PyCell.New(in py, ref frame.B);
                    py.Heap.Store(frame.B, 0, frame.C);
                    PyFunction.New(in py, ref frame.A, ref frame.B);
                    py.Heap.Clear(ref frame.B);
                    py.Heap.Clear(ref frame.C);
                    break;
                default:
                    PyGenerator.New(in py, ref frame.A, py.Heap.Register(s_generator));
                    for (int i = 0; i < 3; i++)
                    {
                        PyFloat.Load(in py, ref frame.C, i);
                        py.Heap.Store(frame.A, i, frame.C);
                    }

                    py.Heap.Clear(ref frame.C);
                    break;
            }
        }
    }
}
