using System.Globalization;
using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Dictionaries and sets report the sizes that the real interpreter recorded, however they were made.</summary>
public sealed class TableSizeTests
{
    /// <summary>Entries up to which tables grow for the other files: behind every change of the width of index slots.</summary>
    private const int ShortGrowth = 50_000;

    public static TheoryData<string> Files => RecordedSizes.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Dictionaries_that_grow_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        new Growing(facts).RunBareOn(facts.Engine);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dictionaries_made_at_once_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        Run(new MadeAtOnce(facts), facts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dictionaries_after_deletions_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        Run(new AfterDeletions(facts), facts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sets_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        new Sets(facts).RunBareOn(facts.Engine);
    }

    /// <summary>Tells whether a file is the one of which the longest sequences are made; the others have the same rules.</summary>
    private static bool IsThorough(RecordedSizes facts) => facts.Engine == "cpython:3.13";

    /// <summary>Runs a program, for one file under the checking heap too.</summary>
    private static void Run(ObjectProgram program, RecordedSizes facts)
    {
        if (IsThorough(facts))
        {
            program.RunOn(facts.Engine);
        }
        else
        {
            program.RunBareOn(facts.Engine);
        }
    }

    /// <summary>Loads the i-th key of the recording script.</summary>
    private static void LoadKey<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int i, bool isText)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (isText)
        {
            PyStr.Load(in py, ref local, "k" + i.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            PyInt.Load(in py, ref local, i);
        }
    }

    private static void Insert<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef dict, ref ObjectLocals<TRef> frame, int from, int to, bool isText)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = from; i < to; i++)
        {
            LoadKey(in py, ref frame.E, i, isText);
            PyDict.Set(in py, ref dict, ref frame.E, ref frame.E);
        }
    }

    private sealed class Growing(RecordedSizes facts) : ObjectProgram
    {
        private readonly int _entries = IsThorough(facts) ? 200_000 : ShortGrowth;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (bool isText in new[] { true, false })
            {
                PyDict.New(in py, ref frame.A);
                List<(int Length, long Bytes)> ours = [(0, py.Heap.SizeOf(frame.A))];
                for (int i = 0; i < _entries; i++)
                {
                    Insert(in py, ref frame.A, ref frame, i, i + 1, isText);
                    long bytes = py.Heap.SizeOf(frame.A);
                    if (bytes != ours[^1].Bytes)
                    {
                        ours.Add((PyDict.Count(in py, frame.A), bytes));
                    }
                }

                facts.AssertGrowth(isText ? "dict_insert_growth_strkeys" : "dict_insert_growth_intkeys", ours, _entries);
            }
        }
    }

    private sealed class MadeAtOnce(RecordedSizes facts) : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (string name in new[] { "dict_literal", "dict_display_str", "dict_ctor_kwargs", "dict_display_int" })
            {
                bool isText = name != "dict_display_int";
                List<long> ours = [];
                foreach ((int entries, _) in facts.ByNumber(name))
                {
                    PyDict.New(in py, ref frame.A, entries, isText);
                    Insert(in py, ref frame.A, ref frame, 0, entries, isText);
                    ours.Add(py.Heap.SizeOf(frame.A));
                }

                facts.AssertSizes(name, facts.ByNumber(name).Select(fact => fact.Bytes), ours);
            }

            foreach (string name in new[] { "dict_copy", "dict_ctor_dict" })
            {
                List<long> ours = [];
                foreach ((int entries, _) in facts.ByNumber(name))
                {
                    PyDict.New(in py, ref frame.A);
                    Insert(in py, ref frame.A, ref frame, 0, entries, isText: true);
                    PyDict.Copy(in py, ref frame.B, ref frame.A);
                    Assert.Equal(entries, PyDict.Count(in py, frame.B));
                    ours.Add(py.Heap.SizeOf(frame.B));
                }

                facts.AssertSizes(name, facts.ByNumber(name).Select(fact => fact.Bytes), ours);
            }

            FromKeys(in py, ref frame);
        }

        private void FromKeys<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            List<long> ours = [];
            foreach ((int entries, _) in facts.ByNumber("dict_fromkeys_range"))
            {
                PyList.New(in py, ref frame.A);
                for (int i = 0; i < entries; i++)
                {
                    PyInt.Load(in py, ref frame.E, i);
                    PyList.Append(in py, ref frame.A, ref frame.E);
                }

                PyDict.FromKeys(in py, ref frame.B, ref frame.A, ref frame.C);
                ours.Add(py.Heap.SizeOf(frame.B));
            }

            facts.AssertSizes("dict_fromkeys_range", facts.ByNumber("dict_fromkeys_range").Select(fact => fact.Bytes), ours);
        }
    }

    private sealed class AfterDeletions(RecordedSizes facts) : ObjectProgram
    {
        private const int Entries = 100;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (JsonProperty fact in facts.Fact("dict_delete_then_insert").EnumerateObject())
            {
                int[] numbers = [.. fact.Name.Split("->").Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
                PyDict.New(in py, ref frame.A);
                Insert(in py, ref frame.A, ref frame, 0, numbers[0], isText: false);
                for (int i = numbers[1]; i < numbers[0]; i++)
                {
                    PyInt.Load(in py, ref frame.B, i);
                    Assert.True(PyDict.Remove(in py, ref frame.A, ref frame.B));
                }

                long before = py.Heap.SizeOf(frame.A);
                int next = numbers[0];
                while (py.Heap.SizeOf(frame.A) == before)
                {
                    Insert(in py, ref frame.A, ref frame, next, next + 1, isText: false);
                    next++;
                }

                Assert.Equal(
                    (fact.Name, fact.Value[1][0].GetInt32()), (fact.Name, PyDict.Count(in py, frame.A)));
                facts.AssertSizes(
                    fact.Name,
                    [fact.Value[0].GetInt64(), fact.Value[1][1].GetInt64()],
                    [before, py.Heap.SizeOf(frame.A)]);
            }

            Emptied(in py, ref frame);
        }

        private void Emptied<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyDict.New(in py, ref frame.A);
            Insert(in py, ref frame.A, ref frame, 0, Entries, isText: false);
            for (int i = Entries - 1; i >= 0; i--)
            {
                Assert.True(PyDict.PopItem(in py, ref frame.B, ref frame.C, ref frame.A));
                Assert.Equal(i, PyInt.Value(in py, frame.B));
            }

            Assert.False(PyDict.PopItem(in py, ref frame.B, ref frame.C, ref frame.A));
            facts.AssertSizes("dict_popitem_all", [facts.Fact("dict_popitem_all").GetInt64()], [py.Heap.SizeOf(frame.A)]);
            PyDict.Clear(in py, ref frame.A);
            facts.AssertSizes("dict_clear", [facts.Fact("dict_clear").GetInt64()], [py.Heap.SizeOf(frame.A)]);

            PyDict.New(in py, ref frame.A);
            Insert(in py, ref frame.A, ref frame, 0, 1, isText: true);
            long strings = py.Heap.SizeOf(frame.A);
            Insert(in py, ref frame.A, ref frame, 1, 2, isText: false);
            facts.AssertSizes(
                "dict_str_then_int",
                facts.Fact("dict_str_then_int").EnumerateArray().Select(size => size.GetInt64()),
                [strings, py.Heap.SizeOf(frame.A)]);
        }
    }

    private sealed class Sets(RecordedSizes facts) : ObjectProgram
    {
        private readonly int _members = IsThorough(facts) ? 300_000 : ShortGrowth;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PySet.New(in py, ref frame.A);
            List<(int Length, long Bytes)> growth = [(0, py.Heap.SizeOf(frame.A))];
            for (int i = 0; i < _members; i++)
            {
                Add(in py, ref frame.A, ref frame, i, i + 1);
                long bytes = py.Heap.SizeOf(frame.A);
                if (bytes != growth[^1].Bytes)
                {
                    growth.Add((PySet.Count(in py, frame.A), bytes));
                }
            }

            facts.AssertGrowth("set_add_growth", growth, _members);
            foreach (string name in new[] { "set_from_list", "frozenset", "set_copy" })
            {
                List<long> ours = [];
                foreach ((int members, _) in facts.ByNumber(name))
                {
                    Make(in py, ref frame, name, members);
                    Assert.Equal(members, PySet.Count(in py, frame.A));
                    ours.Add(py.Heap.SizeOf(frame.A));
                }

                facts.AssertSizes(name, facts.ByNumber(name).Select(fact => fact.Bytes), ours);
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name, int members)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (name == "frozenset")
            {
                PySet.NewFrozen(in py, ref frame.A);
            }
            else
            {
                PySet.New(in py, ref frame.A);
            }

            Add(in py, ref frame.A, ref frame, 0, members);
            if (name == "set_copy")
            {
                PySet.Copy(in py, ref frame.B, ref frame.A);
                py.Heap.Take(ref frame.A, py.Heap.Move(ref frame.B));
            }
        }

        private static void Add<THeap, TRef>(
            in Python<THeap, TRef> py, ref TRef set, ref ObjectLocals<TRef> frame, int from, int to)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int i = from; i < to; i++)
            {
                PyInt.Load(in py, ref frame.E, i);
                Assert.True(PySet.Add(in py, ref set, ref frame.E));
            }
        }
    }
}
