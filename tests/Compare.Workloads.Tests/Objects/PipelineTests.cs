using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Tests.Objects;

/// <summary>
/// The sum of doubled numbers, once with a list for each stage and once with generators: the same sum, but only the lists grow
/// with the numbers.
/// </summary>
public sealed class PipelineTests
{
    private const int First = 1000;
    private const int Few = 100;
    private const int Many = 4 * Few;

    /// <summary>Bytes by which the heap of the generators may differ: forms of objects that are still young.</summary>
    private const long Slack = 256;

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Lists_take_memory_for_every_number_and_generators_do_not(string engine)
    {
        Pipeline few = new(Few);
        Pipeline many = new(Many);
        few.RunOn(engine);
        many.RunOn(engine);

        Assert.Equal(Sum(Few), few.SumOfLists);
        Assert.Equal(Sum(Few), few.SumOfGenerators);
        Assert.Equal(Sum(Many), many.SumOfLists);
        Assert.Equal(Sum(Many), many.SumOfGenerators);
        if (few.PeakOfLists is not { } listsOfFew)
        {
            return; // Nothing is reclaimed, or the host does not tell what is.
        }

        // Two lists of references at least; lists may have room to spare.
        Assert.InRange(listsOfFew, 2L * Few * sizeof(int), long.MaxValue);
        Assert.InRange(many.PeakOfLists!.Value, 3 * listsOfFew, 5 * listsOfFew);
        Assert.InRange(many.PeakOfGenerators!.Value, 0, few.PeakOfGenerators!.Value + Slack);
        Assert.True(many.PeakOfGenerators < listsOfFew);
    }

    private static long Sum(int numbers) => Enumerable.Range(First, numbers).Sum(number => 2L * number);

    private sealed class Pipeline(int numbers) : ObjectProgram
    {
        public long SumOfLists { get; private set; }

        public long SumOfGenerators { get; private set; }

        public long? PeakOfLists { get; private set; }

        public long? PeakOfGenerators { get; private set; }

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            long? start = LiveBytes(in py);
            SumOfLists = 0;
            PyList.OfRange(in py, ref frame.A, First, numbers);
            PyList.New(in py, ref frame.B);
            for (int i = 0; i < numbers; i++)
            {
                PyList.Load(in py, ref frame.C, ref frame.A, i);
                PyInt.Load(in py, ref frame.C, 2 * PyInt.Value(in py, frame.C));
                PyList.Append(in py, ref frame.B, ref frame.C);
            }

            PeakOfLists = LiveBytes(in py) - start;
            for (int i = 0; i < numbers; i++)
            {
                PyList.Load(in py, ref frame.C, ref frame.B, i);
                SumOfLists += PyInt.Value(in py, frame.C);
            }

            py.Heap.Clear(ref frame.A);
            py.Heap.Clear(ref frame.B);
            py.Heap.Clear(ref frame.C);
            Generators(in py, ref frame, LiveBytes(in py));
        }

        private void Generators<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, long? start)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            SumOfGenerators = 0;
            PyGenerator.New<THeap, TRef, Numbers>(in py, ref frame.A);
            PyInt.Load(in py, ref frame.C, First);
            py.Heap.Store(frame.A, Numbers.Next, frame.C);
            PyInt.Load(in py, ref frame.C, First + numbers);
            py.Heap.Store(frame.A, Numbers.Stop, frame.C);
            PyGenerator.New<THeap, TRef, Doubles>(in py, ref frame.B);
            py.Heap.Store(frame.B, Doubles.Source, frame.A);
            py.Heap.Clear(ref frame.A);
            long? peak = null;
            for (int i = 0; PyGenerator.Next<THeap, TRef, Doubles>(in py, ref frame.B, ref frame.C); i++)
            {
                SumOfGenerators += PyInt.Value(in py, frame.C);
                if (i % (numbers / 4) == 0 || i == numbers - 1)
                {
                    long? live = LiveBytes(in py) - start;
                    peak = peak > live ? peak : live;
                }
            }

            PeakOfGenerators = peak;
            Assert.True(PyGenerator.HasEnded(in py, frame.B));
            py.Heap.Clear(ref frame.B);
        }

        private long? LiveBytes<THeap, TRef>(in Python<THeap, TRef> py)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (!Engine.Traits.Reclaims || !Engine.Traits.HasCensus)
            {
                return null;
            }

            IHeapControl control = py.Heap.Control;
            control.Collect(control.GenerationCount - 1);
            control.Collect(control.GenerationCount - 1);
            return control.TakeCensus()!.Bytes;
        }
    }

    /// <summary>Yields the numbers from one to another.</summary>
    private readonly struct Numbers : IGeneratorBody
    {
        public const int Next = 0;
        public const int Stop = 1;

        public static ObjectType Type { get; } = PyGenerator.Describe("numbers", 2);

        public static int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            long next = PyInt.Value(in py, py.Heap.Borrow(generator, Next));
            if (next >= PyInt.Value(in py, py.Heap.Borrow(generator, Stop)))
            {
                return PyGenerator.End;
            }

            PyInt.Load(in py, ref item, next + 1);
            py.Heap.Store(generator, Next, item);
            PyInt.Load(in py, ref item, next);
            return 1;
        }
    }

    /// <summary>Yields the doubles of what a generator of numbers yields.</summary>
    private readonly struct Doubles : IGeneratorBody
    {
        public const int Source = 0;

        public static ObjectType Type { get; } = PyGenerator.Describe("doubles", 1);

        public static int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            ObjectLocals<TRef> frame = default;
            py.Heap.Enter(ref frame);
            py.Heap.Load(ref frame.A, generator, Source);
            bool isThere = PyGenerator.Next<THeap, TRef, Numbers>(in py, ref frame.A, ref item);
            if (isThere)
            {
                PyInt.Load(in py, ref item, 2 * PyInt.Value(in py, item));
            }

            py.Heap.Leave(ref frame);
            return isThere ? 1 : PyGenerator.End;
        }
    }
}
