using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Weak;

namespace Compare.Workloads.Tests.Objects;

/// <summary>What generators, closures, exceptions, iterators and weak dictionaries keep alive, and what they let go.</summary>
public sealed class LifetimeTests
{
    private static readonly PyClass s_target = new("Target", ["link"], ClassOptions.WeakReferences);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_generator_keeps_its_locals_until_it_is_closed_or_ends(string engine) => new Generators().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_recursive_closure_and_a_kept_exception_are_cycles(string engine) => new Cycles().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void An_iterator_keeps_its_container_until_its_end(string engine) => new Iterators().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Weak_dictionaries_and_sets_shrink_when_targets_die(string engine) => new WeakContainers().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Attributes_are_the_same_with_and_without_a_dictionary(string engine) => new Attributes().RunOn(engine);

    /// <summary>Yields the numbers 0, 1, 2 and keeps its argument meanwhile.</summary>
    private readonly struct Counting : IGeneratorBody
    {
        private const int Items = 3;

        public static ObjectType Type { get; } = PyGenerator.Describe("counting", 1);

        public static int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (state == Items)
            {
                return PyGenerator.End;
            }

            PyInt.Load(in py, ref item, state);
            return state + 1;
        }
    }

    /// <summary>Makes targets and asks by a weak reference whether they live.</summary>
    private abstract class Watching : ObjectProgram
    {
        private const int Rounds = 60;

        /// <summary>Makes a target in A and a weak reference to it in Shared.</summary>
        protected static void Watch<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyInstance.New(in py, ref frame.A, s_target.On(in py));
            PyWeakRef.New(in py, ref frame.Shared, ref frame.A);
        }

        /// <summary>Tells whether the target lives, D being free for it.</summary>
        protected static bool Lives<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            bool lives = PyWeakRef.TryLoad(in py, ref frame.D, frame.Shared);
            py.Heap.Clear(ref frame.D);
            return lives;
        }

        protected static void Collect<THeap, TRef>(in Python<THeap, TRef> py)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            py.Heap.Control.Collect(py.Heap.Control.GenerationCount - 1);
            py.Heap.SafePoint();
        }

        /// <summary>Asserts that the target dies, at once where counting does it, else in a collection.</summary>
        protected void AssertDies<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, bool isCycle)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (Engine.Traits.Prompt)
            {
                Assert.Equal(isCycle, Lives(in py, ref frame));
            }

            for (int round = 0; round < Rounds && Engine.Traits.Reclaims && Lives(in py, ref frame); round++)
            {
                Collect(in py);
            }

            Assert.Equal(!Engine.Traits.Reclaims, Lives(in py, ref frame));
        }
    }

    private sealed class Generators : Watching
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            if (!Engine.Traits.HasWeakReferences)
            {
                return;
            }

            foreach (bool isClosed in new[] { true, false })
            {
                Make(in py, ref frame);
                for (int i = 0; i < 3; i++)
                {
                    Assert.True(PyGenerator.Next<THeap, TRef, Counting>(in py, ref frame.B, ref frame.C));
                    Assert.Equal(i, PyInt.Value(in py, frame.C));
                    Collect(in py);
                    Assert.True(Lives(in py, ref frame));
                }

                if (isClosed)
                {
                    PyGenerator.Close<THeap, TRef, Counting>(in py, ref frame.B);
                }

                Assert.False(PyGenerator.Next<THeap, TRef, Counting>(in py, ref frame.B, ref frame.C));
                Assert.True(PyGenerator.HasEnded(in py, frame.B));
                AssertDies(in py, ref frame, isCycle: false);
            }
        }

        /// <summary>A method of its own: the host may keep a temporary alive as long as the method runs that made it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Watch(in py, ref frame);
            PyGenerator.New<THeap, TRef, Counting>(in py, ref frame.B);
            py.Heap.StoreTake(frame.B, 0, py.Heap.Move(ref frame.A));
        }
    }

    private sealed class Cycles : Watching
    {
        private static readonly ObjectType s_frame = PyFrame.Describe("f", 2);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            if (!Engine.Traits.HasWeakReferences)
            {
                return;
            }

            // def f(): f(); target — the function is in a cell of its own closure, the target in another.
            Watch(in py, ref frame);
            PyCell.New(in py, ref frame.B);
            PyFunction.NewWithCells(in py, ref frame.C, 2);
            PyFunction.SetCell(in py, frame.C, 0, frame.B);
            PyCell.Set(in py, frame.B, frame.C);
            PyCell.New(in py, ref frame.B);
            PyCell.Set(in py, frame.B, frame.A);
            PyFunction.SetCell(in py, frame.C, 1, frame.B);
            py.Heap.Clear(ref frame.A);
            py.Heap.Clear(ref frame.B);
            Assert.True(Lives(in py, ref frame));
            py.Heap.Clear(ref frame.C);
            AssertDies(in py, ref frame, isCycle: true);

            Raise(in py, ref frame, isKept: true);
            AssertDies(in py, ref frame, isCycle: py.Rules.ExceptionsKeepFrames);
            Raise(in py, ref frame, isKept: false);
            AssertDies(in py, ref frame, isCycle: false);
        }

        /// <summary>An exception leaves a frame that holds the target, and the frame keeps it, or forgets it.</summary>
        private static void Raise<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, bool isKept)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Watch(in py, ref frame);
            PyFrame.New(in py, ref frame.B, py.Heap.Register(s_frame), ref frame.D);
            PyFrame.Set(in py, frame.B, 0, frame.A);
            py.Heap.Clear(ref frame.A);
            PyTuple.New(in py, ref frame.E, 0);
            PyError.New(in py, ref frame.C, ref frame.E);
            PyError.AddTraceback(in py, ref frame.C, ref frame.B, 1);
            PyFrame.Set(in py, frame.B, 1, frame.C);
            if (!isKept)
            {
                PyFrame.Set(in py, frame.B, 1, default);
            }

            py.Heap.Clear(ref frame.B);
            py.Heap.Clear(ref frame.C);
        }
    }

    private sealed class Iterators : Watching
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            if (!Engine.Traits.HasWeakReferences)
            {
                return;
            }

            Watch(in py, ref frame);
            PyList.New(in py, ref frame.B);
            PyList.Append(in py, ref frame.B, ref frame.A);
            PyIterator.OfList(in py, ref frame.C, ref frame.B);
            py.Heap.Clear(ref frame.A);
            py.Heap.Clear(ref frame.B);
            Collect(in py);
            Assert.True(Lives(in py, ref frame));
            Assert.True(PyIterator.Next(in py, ref frame.C, ref frame.E));
            Assert.False(PyIterator.Next(in py, ref frame.C, ref frame.E));
            AssertDies(in py, ref frame, isCycle: false);
        }
    }

    private sealed class WeakContainers : Watching
    {
        private const int Entries = 20;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            if (!Engine.Traits.HasWeakReferences)
            {
                return;
            }

            WeakDispatcher<THeap, TRef> dispatcher = new(in py);
            HeapClass target = s_target.On(in py);
            WeakValueDict.New(in py, ref frame.A, dispatcher);
            WeakKeyDict.New(in py, ref frame.B, dispatcher);
            WeakSet.New(in py, ref frame.C, dispatcher);
            PyList.New(in py, ref frame.Shared);
            for (int i = 0; i < Entries; i++)
            {
                PyInstance.New(in py, ref frame.D, target);
                PyList.Append(in py, ref frame.Shared, ref frame.D);
                PyInt.Load(in py, ref frame.E, i);
                WeakValueDict.Set(in py, ref frame.A, ref frame.E, ref frame.D);
                WeakKeyDict.Set(in py, ref frame.B, ref frame.D, ref frame.E);
                WeakSet.Add(in py, ref frame.C, ref frame.D);
            }

            Collect(in py);
            AssertCounts(in py, ref frame, Entries);
            PyList.Truncate(in py, ref frame.Shared, Entries / 2);
            py.Heap.Clear(ref frame.D);
            int left = Engine.Traits.Reclaims ? Entries / 2 : Entries;
            for (int round = 0; round < Entries && WeakSet.Count(in py, frame.C) != left; round++)
            {
                Collect(in py);
            }

            AssertCounts(in py, ref frame, left);
            PyList.Load(in py, ref frame.D, ref frame.Shared, 1);
            Assert.True(WeakSet.Contains(in py, ref frame.C, ref frame.D));
            Assert.True(WeakKeyDict.TryLoad(in py, ref frame.E, ref frame.B, ref frame.D));
            Assert.Equal(1, PyInt.Value(in py, frame.E));
            Assert.True(WeakValueDict.TryLoad(in py, ref frame.D, ref frame.A, ref frame.E));
            Assert.True(py.Heap.Same(frame.D, PyList.Borrow(in py, frame.Shared, 1)));
            Assert.True(WeakKeyDict.Remove(in py, ref frame.B, ref frame.D));
            Assert.True(WeakValueDict.Remove(in py, ref frame.A, ref frame.E));
            Assert.True(WeakSet.Discard(in py, ref frame.C, ref frame.D));
            AssertCounts(in py, ref frame, left - 1);
            dispatcher.Close();
        }

        private static void AssertCounts<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int count)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Assert.Equal(
                (count, count, count),
                (WeakValueDict.Count(in py, frame.A), WeakKeyDict.Count(in py, frame.B), WeakSet.Count(in py, frame.C)));
            int members = 0;
            int position = 0;
            while (WeakSet.Next(in py, ref frame.C, ref position, ref frame.D))
            {
                members++;
            }

            Assert.Equal(count, members);
        }
    }

    private sealed class Attributes : ObjectProgram
    {
        private const int Extra = 40;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (int attributes in new[] { 1, 5, 29, 35 })
            {
                PyClass description = new("A", [.. Enumerable.Range(0, attributes).Select(i => $"a{i}")], ClassOptions.Dict);
                HeapClass type = description.On(in py);
                PyInstance.New(in py, ref frame.A, type);
                for (int i = 0; i < attributes; i++)
                {
                    PyInt.Load(in py, ref frame.B, i);
                    PyInstance.Set(in py, frame.A, type, i, frame.B);
                }

                Check(in py, ref frame, type, attributes, extra: 0);
                PyInstance.LoadDict(in py, ref frame.C, ref frame.A, type);
                Check(in py, ref frame, type, attributes, extra: 0);
                for (int i = 0; i < Extra; i++)
                {
                    PyInt.Load(in py, ref frame.B, i);
                    PyInstance.Set(in py, ref frame.A, type, $"x{i}", ref frame.B);
                    Check(in py, ref frame, type, attributes, i + 1);
                }
            }
        }

        private static void Check<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, HeapClass type, int attributes, int extra)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int i = 0; i < attributes; i++)
            {
                Assert.Equal(i, PyInt.Value(in py, PyInstance.Borrow(in py, frame.A, type, i)));
            }

            for (int i = 0; i < extra; i += 7)
            {
                PyInstance.Load(in py, ref frame.D, ref frame.A, type, $"x{i}");
                Assert.Equal(i, PyInt.Value(in py, frame.D));
            }
        }
    }
}
