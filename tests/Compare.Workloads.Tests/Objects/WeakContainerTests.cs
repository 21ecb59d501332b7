using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Weak;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Weak dictionaries and sets forget what has died, also while a program goes through them.</summary>
public sealed class WeakContainerTests
{
    private const int Members = 300;

    /// <summary>Every how many-th member lives on: few enough that a table would shrink.</summary>
    private const int KeptEvery = 25;

    private static readonly PyClass s_member = new("Member", ["number"], ClassOptions.Slots | ClassOptions.WeakReferences);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_weak_key_dictionary_loses_the_entries_of_dead_keys_while_it_is_iterated(string engine) =>
        new Iterating(isByKey: true).RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_weak_value_dictionary_loses_the_entries_of_dead_values_while_it_is_iterated(string engine) =>
        new Iterating(isByKey: false).RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void A_weak_set_contains_what_is_alive_and_was_not_discarded(string engine) => new Set().RunOn(engine);

    /// <summary>Makes the members in a list that is all that keeps them.</summary>
    private static void MakeMembers<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        HeapClass type = s_member.On(in py);
        PyList.New(in py, ref frame.D);
        for (int i = 0; i < Members; i++)
        {
            PyInstance.New(in py, ref frame.B, type);
            PyInt.Load(in py, ref frame.C, i);
            PyInstance.Set(in py, frame.B, type, 0, frame.C);
            PyList.Append(in py, ref frame.D, ref frame.B);
        }

        py.Heap.Clear(ref frame.B);
        py.Heap.Clear(ref frame.C);
    }

    private static bool IsKept(int member) => member % KeptEvery == 0;

    private abstract class Weak : ObjectProgram
    {
        protected int Left => Engine.Traits.Reclaims ? (Members + KeptEvery - 1) / KeptEvery : Members;

        /// <summary>Lets all members go but the kept ones; then those that the engine can tell are dead and told of.</summary>
        protected static void LetGo<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int i = 0; i < Members; i++)
            {
                if (!IsKept(i))
                {
                    PyList.Set(in py, ref frame.D, i, ref frame.E);
                }
            }

            for (int i = 0; i < 2; i++)
            {
                py.Heap.Control.Collect(py.Heap.Control.GenerationCount - 1);
            }
        }

    }

    private sealed class Iterating(bool isByKey) : Weak
    {
        private const int BeforeDeaths = 40;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            WeakDispatcher<THeap, TRef> dispatcher = new(in py);
            if (isByKey)
            {
                WeakKeyDict.New(in py, ref frame.A, dispatcher);
            }
            else
            {
                WeakValueDict.New(in py, ref frame.A, dispatcher);
            }

            MakeMembers(in py, ref frame);
            for (int i = 0; i < Members; i++)
            {
                PyList.Load(in py, ref frame.B, ref frame.D, i);
                PyInt.Load(in py, ref frame.C, i);
                if (isByKey)
                {
                    WeakKeyDict.Set(in py, ref frame.A, ref frame.B, ref frame.C);
                }
                else
                {
                    WeakValueDict.Set(in py, ref frame.A, ref frame.C, ref frame.B);
                }
            }

            Assert.Equal(Members, Count(in py, frame.A));
            List<int> seen = [];
            int position = 0;
            while (Next(in py, ref frame, ref position, out int number))
            {
                seen.Add(number);
                py.Heap.Clear(ref frame.B);
                py.Heap.Clear(ref frame.C);
                if (seen.Count == BeforeDeaths)
                {
                    LetGo(in py, ref frame);
                }
            }

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Equal(
                Enumerable.Range(0, Members).Where(i => IsKept(i) || !Engine.Traits.Reclaims),
                seen.Order().Where(i => IsKept(i) || !Engine.Traits.Reclaims));
            Assert.Equal(Left, Count(in py, frame.A));

            // Those seen before the deaths, and of the others the living only; in a table of slots the kept may all come last.
            Assert.True(!Engine.Traits.Reclaims || seen.Count <= BeforeDeaths + Left);
            if (!py.IsOpenDict)
            {
                Assert.Equal(seen.Order(), seen);
            }

            CheckLookups(in py, ref frame);
            dispatcher.Close();
        }

        private static int NumberOf<THeap, TRef>(in Python<THeap, TRef> py, TRef value)
            where THeap : struct, IHeap<TRef>
            where TRef : struct => (int)PyInt.Value(in py, value);

        private int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            isByKey ? WeakKeyDict.Count(in py, dict) : WeakValueDict.Count(in py, dict);

        private bool Next<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, ref int position, out int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            bool isThere = isByKey
                ? WeakKeyDict.Next(in py, ref frame.A, ref position, ref frame.B, ref frame.C)
                : WeakValueDict.Next(in py, ref frame.A, ref position, ref frame.C, ref frame.B);
            number = isThere ? NumberOf(in py, frame.C) : -1;
            Assert.True(!isThere || NumberOf(in py, py.Heap.Borrow(frame.B, 0)) == number);
            return isThere;
        }

        /// <summary>Finds every member that is left, and can give a key a new value and remove it.</summary>
        private void CheckLookups<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int i = 0; i < Members; i += KeptEvery)
            {
                PyList.Load(in py, ref frame.B, ref frame.D, i);
                PyInt.Load(in py, ref frame.C, i);
                if (isByKey)
                {
                    WeakKeyDict.Set(in py, ref frame.A, ref frame.B, ref frame.C);
                    Assert.True(WeakKeyDict.TryLoad(in py, ref frame.E, ref frame.A, ref frame.B));
                    Assert.Equal(i, NumberOf(in py, frame.E));
                    Assert.True(WeakKeyDict.Remove(in py, ref frame.A, ref frame.B));
                    Assert.False(WeakKeyDict.TryLoad(in py, ref frame.E, ref frame.A, ref frame.B));
                }
                else
                {
                    WeakValueDict.Set(in py, ref frame.A, ref frame.C, ref frame.B);
                    Assert.True(WeakValueDict.TryLoad(in py, ref frame.E, ref frame.A, ref frame.C));
                    Assert.True(py.Heap.Same(frame.E, frame.B));
                    Assert.True(WeakValueDict.Remove(in py, ref frame.A, ref frame.C));
                    Assert.False(WeakValueDict.TryLoad(in py, ref frame.E, ref frame.A, ref frame.C));
                }

                py.Heap.Clear(ref frame.E);
            }

            Assert.Equal(Left - ((Members + KeptEvery - 1) / KeptEvery), Count(in py, frame.A));
        }
    }

    private sealed class Set : Weak
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            WeakDispatcher<THeap, TRef> dispatcher = new(in py);
            WeakSet.New(in py, ref frame.A, dispatcher);
            MakeMembers(in py, ref frame);
            for (int round = 0; round < 2; round++)
            {
                for (int i = 0; i < Members; i++)
                {
                    PyList.Load(in py, ref frame.B, ref frame.D, i);
                    WeakSet.Add(in py, ref frame.A, ref frame.B);
                }

                Assert.Equal(Members, WeakSet.Count(in py, frame.A));
            }

            py.Heap.Clear(ref frame.B);
            LetGo(in py, ref frame);
            Assert.Equal(Left, WeakSet.Count(in py, frame.A));
            PyList.Load(in py, ref frame.B, ref frame.D, 0);
            Assert.True(WeakSet.Contains(in py, ref frame.A, ref frame.B));
            Assert.True(WeakSet.Discard(in py, ref frame.A, ref frame.B));
            Assert.False(WeakSet.Discard(in py, ref frame.A, ref frame.B));
            Assert.False(WeakSet.Contains(in py, ref frame.A, ref frame.B));
            dispatcher.Close();
        }
    }
}
