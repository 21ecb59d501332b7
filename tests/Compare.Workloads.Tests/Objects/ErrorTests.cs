using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Exceptions keep their arguments, and where the implementation does so the exceptions they came of.</summary>
public sealed class ErrorTests
{
    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void An_exception_keeps_its_context_and_its_cause(string engine) => new Chain().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Exceptions_that_are_each_others_context_are_a_cycle(string engine) => new Cycle().RunOn(engine);

    private static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref ObjectLocals<TRef> frame, long argument)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyInt.Load(in py, ref frame.D, argument);
        PyTuple.Pack(in py, ref frame.E, ref frame.D);
        PyError.New(in py, ref local, ref frame.E);
        py.Heap.Clear(ref frame.D);
        py.Heap.Clear(ref frame.E);
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

    private static long ArgumentOf<THeap, TRef>(in Python<THeap, TRef> py, TRef error)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyInt.Value(in py, py.Heap.BorrowElement(PyError.BorrowArguments(in py, error), 0));

    private sealed class Chain : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            New(in py, ref frame.A, ref frame, 1001);
            New(in py, ref frame.B, ref frame, 1002);
            New(in py, ref frame.C, ref frame, 1003);
            PyError.SetContext(in py, frame.C, frame.B);
            PyError.SetCause(in py, frame.C, frame.A);
            PyError.SetContext(in py, frame.B, frame.A);
            py.Heap.Clear(ref frame.A);
            py.Heap.Clear(ref frame.B);
            Collect(in py);

            Assert.Equal(1003, ArgumentOf(in py, frame.C));
            bool keeps = py.Rules.ExceptionsKeepFrames;
            Assert.Equal(!keeps, py.Heap.IsNull(PyError.BorrowContext(in py, frame.C)));
            Assert.Equal(!keeps, py.Heap.IsNull(PyError.BorrowCause(in py, frame.C)));
            if (!keeps)
            {
                return;
            }

            py.Heap.Copy(ref frame.A, PyError.BorrowContext(in py, frame.C));
            Assert.Equal(1002, ArgumentOf(in py, frame.A));
            Assert.Equal(1001, ArgumentOf(in py, PyError.BorrowCause(in py, frame.C)));
            Assert.True(py.Heap.Same(PyError.BorrowContext(in py, frame.A), PyError.BorrowCause(in py, frame.C)));
            PyError.SetCause(in py, frame.C, default);
            Assert.True(py.Heap.IsNull(PyError.BorrowCause(in py, frame.C)));
            Assert.Equal(1001, ArgumentOf(in py, PyError.BorrowContext(in py, frame.A)));
        }
    }

    private sealed class Cycle : ObjectProgram
    {
        private const int Pairs = 50;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            Make(in py, ref frame);
            Collect(in py);
            long? before = Engine.Traits.HasCensus ? py.Heap.Control.TakeCensus()!.Bytes : null;
            for (int i = 1; i < Pairs; i++)
            {
                Make(in py, ref frame);
            }

            Collect(in py);
            Assert.Equal(1002, ArgumentOf(in py, frame.B));
            if (before is { } bytes && Engine.Traits.ReclaimsCycles)
            {
                Assert.Equal(bytes, py.Heap.Control.TakeCensus()!.Bytes);
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            New(in py, ref frame.A, ref frame, 1001);
            New(in py, ref frame.B, ref frame, 1002);
            PyError.SetContext(in py, frame.A, frame.B);
            PyError.SetContext(in py, frame.B, frame.A);
            py.Heap.Clear(ref frame.A);
        }
    }
}
