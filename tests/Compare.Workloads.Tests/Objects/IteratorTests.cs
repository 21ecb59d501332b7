using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Iterators give each item once, in the order of their container, which they keep alive until their end.</summary>
public sealed class IteratorTests
{
    private const int Items = 40;
    private const int FirstItem = 1000;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string engine in ObjectEngines.Names)
            {
                foreach (string kind in new[] { "list", "tuple", "dict", "set", "range" })
                {
                    cases.Add(engine, kind);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_iterator_keeps_its_container_and_gives_each_item_once(string engine, string kind) =>
        new Iterating(kind).RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_dictionary_or_set_that_changes_its_size_ends_the_iteration(string engine) => new Changing().RunOn(engine);

    private static void Add<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyInt.Load(in py, ref frame.B, number);
        switch (kind)
        {
            case "dict":
                PyDict.Set(in py, ref frame.A, ref frame.B, ref frame.B);
                break;
            case "set":
                Assert.True(PySet.Add(in py, ref frame.A, ref frame.B));
                break;
            default:
                PyList.Append(in py, ref frame.A, ref frame.B);
                break;
        }
    }

    private static void MakeContainer<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (kind)
        {
            case "dict":
                PyDict.New(in py, ref frame.A);
                break;
            case "set":
                PySet.New(in py, ref frame.A);
                break;
            default:
                PyList.New(in py, ref frame.A);
                break;
        }

        for (int i = 0; i < Items; i++)
        {
            Add(in py, ref frame, kind, FirstItem + i);
        }
    }

    private sealed class Iterating(string kind) : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            MakeContainer(in py, ref frame, kind);
            MakeIterator(in py, ref frame);
            long container = kind == "range" ? 0 : py.Heap.SizeOf(frame.A);
            py.Heap.Clear(ref frame.A); // Only the iterator keeps it now.
            py.Heap.Clear(ref frame.B);
            List<long> items = [];
            while (PyIterator.Next(in py, ref frame.C, ref frame.B))
            {
                items.Add(PyInt.Value(in py, frame.B));
                if (items.Count == Items / 2)
                {
                    Collect(in py);
                }
            }

            bool isOrdered = kind != "set" && !(kind == "dict" && py.IsOpenDict);
            Assert.Equal(Enumerable.Range(FirstItem, Items).Select(i => (long)i), isOrdered ? items : items.Order());
            Assert.True(py.Heap.IsNull(frame.B));
            Assert.False(PyIterator.Next(in py, ref frame.C, ref frame.B));
            CheckRelease(in py, ref frame, container);
        }

        private static void Collect<THeap, TRef>(in Python<THeap, TRef> py)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int i = 0; i < 2; i++)
            {
                py.Heap.Control.Collect(py.Heap.Control.GenerationCount - 1);
            }
        }

        private void MakeIterator<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (kind)
            {
                case "tuple":
                    PyTuple.OfList(in py, ref frame.B, ref frame.A);
                    py.Heap.Take(ref frame.A, py.Heap.Move(ref frame.B));
                    PyIterator.OfTuple(in py, ref frame.C, ref frame.A);
                    break;
                case "dict":
                    PyIterator.OfDict(in py, ref frame.C, ref frame.A);
                    break;
                case "set":
                    PyIterator.OfSet(in py, ref frame.C, ref frame.A);
                    break;
                case "range":
                    PyIterator.OfRange(in py, ref frame.C, FirstItem, 1, Items);
                    break;
                default:
                    PyIterator.OfList(in py, ref frame.C, ref frame.A);
                    break;
            }
        }

        /// <summary>An iterator at its end has let its container go: dropping it frees less than the container took.</summary>
        private void CheckRelease<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, long container)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (!Engine.Traits.Reclaims || !Engine.Traits.HasCensus || kind == "range")
            {
                return;
            }

            Collect(in py);
            long before = py.Heap.Control.TakeCensus()!.Bytes;
            long iterator = py.Heap.SizeOf(frame.C);
            py.Heap.Clear(ref frame.C);
            Collect(in py);
            long freed = before - py.Heap.Control.TakeCensus()!.Bytes;
            Assert.True(freed < iterator + container, $"The end of the iterator freed {freed} bytes.");
        }
    }

    private sealed class Changing : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (string kind in new[] { "dict", "set" })
            {
                MakeContainer(in py, ref frame, kind);
                if (kind == "dict")
                {
                    PyIterator.OfDict(in py, ref frame.C, ref frame.A);
                }
                else
                {
                    PyIterator.OfSet(in py, ref frame.C, ref frame.A);
                }

                Assert.True(PyIterator.Next(in py, ref frame.C, ref frame.D));
                Add(in py, ref frame, kind, 0);
                Assert.True(Throws(in py, ref frame));
            }
        }

        private static bool Throws<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            try
            {
                PyIterator.Next(in py, ref frame.C, ref frame.D);
                return false;
            }
            catch (InvalidOperationException) when (py.Heap.Unwind(ref frame))
            {
                return true;
            }
        }
    }
}
