using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>On clr an object's size is what the host's allocator gives for it.</summary>
public sealed class ClrSizeTests
{
    [Fact]
    public void Objects_have_the_size_that_the_host_allocates() => new Sizes().RunBareOn("clr");

    private sealed class Sizes : ObjectProgram
    {
        private const int Kinds = 12;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            for (int kind = 0; kind < Kinds; kind++)
            {
                Make(in py, ref frame, kind); // What the first object of a type makes besides is not measured.
                long before = GC.GetAllocatedBytesForCurrentThread();
                Make(in py, ref frame, kind);
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.Equal((kind, allocated), (kind, py.Heap.SizeOf(frame.A)));
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (kind)
            {
                case 0:
                    PyInt.Load(in py, ref frame.A, 1000);
                    break;
                case 1:
                    PyInt.Load(in py, ref frame.A, 1L << 40);
                    break;
                case 2:
                    PyInt.Load(in py, ref frame.A, -(1L << 62));
                    break;
                case 3:
                    PyFloat.Load(in py, ref frame.A, 1.5);
                    break;
                case 4:
                    PyComplex.Load(in py, ref frame.A, 1, 2);
                    break;
                case 5:
                    PyStr.Load(in py, ref frame.A, "some text");
                    break;
                case 6:
                    PyStr.Load(in py, ref frame.A, "\u0416\u0417");
                    break;
                case 7:
                    PyBytes.Load(in py, ref frame.A, [1, 2, 3]);
                    break;
                case 8:
                    PyTuple.New(in py, ref frame.A, 3);
                    break;
                case 9:
                    PyList.New(in py, ref frame.A);
                    break;
                case 10:
                    PyByteArray.New(in py, ref frame.A, []);
                    break;
                default:
                    PySlice.New(in py, ref frame.A, ref frame.B, ref frame.B, ref frame.B);
                    break;
            }
        }
    }
}
