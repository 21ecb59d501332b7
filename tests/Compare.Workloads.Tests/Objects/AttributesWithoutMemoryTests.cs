using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Tests.Objects;

/// <summary>An attribute that finds no memory leaves the instance as it was, and can be set when there is memory again.</summary>
public sealed class AttributesWithoutMemoryTests
{
    [Theory]
    [InlineData("micropython:heap=32KiB")]
    [InlineData("micropython:word=32,heap=32KiB")]
    public void An_instance_keeps_its_attributes_when_a_new_one_finds_no_memory(string engine) =>
        new Filling().RunBareOn(engine);

    private sealed class Filling : ObjectProgram
    {
        /// <summary>More attributes than a heap of this size has room for.</summary>
        private const int Most = 100_000;

        private const int LargestPiece = 1024;

        private static readonly PyClass s_class = new("A", ["first", "second"], ClassOptions.Dict);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            HeapClass type = s_class.On(in py);
            PyInstance.New(in py, ref frame.A, type);
            PyInt.Load(in py, ref frame.B, 1);
            PyInstance.Set(in py, frame.A, type, 0, frame.B);
            PyInt.Load(in py, ref frame.B, 2);
            PyInstance.Set(in py, frame.A, type, 1, frame.B);
            Fill(in py, ref frame);

            int set = SetUntilFull(in py, ref frame, type);
            Assert.InRange(set, 0, Most - 1);
            Check(in py, ref frame, type, set);
            py.Heap.Control.Verify();

            py.Heap.Clear(ref frame.D); // Everything but the instance.
            py.Heap.Control.Collect(0);
            for (int i = set; i < set + 3; i++)
            {
                PyInt.Load(in py, ref frame.B, i);
                PyInstance.Set(in py, ref frame.A, type, NameOf(i), ref frame.B);
            }

            Check(in py, ref frame, type, set + 3);
        }

        private static string NameOf(int attribute) => $"more {attribute}";

        /// <summary>Takes most of the heap, in pieces that become smaller.</summary>
        private static void Fill<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyList.New(in py, ref frame.D, ListOrigin.Exact, LargestPiece);
            int piece = LargestPiece;
            for (int i = 0; piece >= 64; i++)
            {
                try
                {
                    PyTuple.New(in py, ref frame.E, piece / sizeof(long));
                    PyList.Set(in py, ref frame.D, i, ref frame.E);
                }
                catch (HeapExhaustedException) when (py.Heap.Unwind(ref frame))
                {
                    piece /= 2;
                }
            }

            py.Heap.Clear(ref frame.E);
        }

        private static int SetUntilFull<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, HeapClass type)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int set = 0;
            try
            {
                while (set < Most)
                {
                    PyInt.Load(in py, ref frame.B, set);
                    PyInstance.Set(in py, ref frame.A, type, NameOf(set), ref frame.B);
                    set++;
                }
            }
            catch (HeapExhaustedException) when (py.Heap.Unwind(ref frame))
            {
                py.Heap.Clear(ref frame.B);
            }

            return set;
        }

        private static void Check<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, HeapClass type, int set)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Assert.Equal(1, PyInt.Value(in py, PyInstance.Borrow(in py, frame.A, type, 0)));
            Assert.Equal(2, PyInt.Value(in py, PyInstance.Borrow(in py, frame.A, type, 1)));
            if (set == 0)
            {
                return;
            }

            PyInstance.LoadDict(in py, ref frame.C, ref frame.A, type);
            py.Heap.Clear(ref frame.C);
            for (int i = 0; i < set; i++)
            {
                PyInstance.Load(in py, ref frame.C, ref frame.A, type, NameOf(i));
                Assert.Equal(i, PyInt.Value(in py, frame.C));
            }
        }
    }
}
