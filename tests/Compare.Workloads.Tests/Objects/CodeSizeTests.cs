using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Weak;

namespace Compare.Workloads.Tests.Objects;

/// <summary>
/// Instances, their dictionaries, functions, generators, iterators and exceptions report the sizes that interpreters recorded.
/// </summary>
public sealed class CodeSizeTests
{
    public static TheoryData<string> Files => RecordedSizes.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Instances_and_their_dictionaries_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        new Instances(facts).RunOn(facts.Engine);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Functions_iterators_and_exceptions_report_the_recorded_sizes(string file)
    {
        using RecordedSizes facts = new(file);
        new Kinds(facts).RunOn(facts.Engine);
    }

    private static PyClass Class(int attributes, ClassOptions options) =>
        new("A", [.. Enumerable.Range(0, attributes).Select(i => $"a{i}")], options);

    private sealed class Instances(RecordedSizes facts) : ObjectProgram
    {
        private static readonly string[] s_sizes = ["instance", "dict_first", "dict_second", "instance_after_dict"];

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach ((int attributes, long[] real) in facts.Fact("instance_n_attrs").EnumerateObject().Select(SizesOf))
            {
                HeapClass type = Class(attributes, ClassOptions.Dict).On(in py);
                PyInstance.New(in py, ref frame.A, type);
                PyInstance.New(in py, ref frame.B, type);
                long instance = py.Heap.SizeOf(frame.A);
                PyInstance.LoadDict(in py, ref frame.C, ref frame.A, type);
                PyInstance.LoadDict(in py, ref frame.D, ref frame.B, type);
                facts.AssertSizes(
                    $"{attributes} attributes",
                    real,
                    [instance, py.Heap.SizeOf(frame.C), py.Heap.SizeOf(frame.D), py.Heap.SizeOf(frame.A)]);
            }

            Variants(in py, ref frame);
        }

        private static (int Attributes, long[] Sizes) SizesOf(JsonProperty fact) => (
            int.Parse(fact.Name, System.Globalization.CultureInfo.InvariantCulture),
            [.. s_sizes.Select(name => fact.Value.GetProperty(name).GetInt64())]);

        private void Variants<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            HeapClass type = Class(2, ClassOptions.Dict).On(in py);
            PyInstance.New(in py, ref frame.A, type);
            PyInstance.New(in py, ref frame.B, type);
            PyInstance.New(in py, ref frame.C, type);
            PyInstance.Set(in py, ref frame.B, type, "zz", ref frame.A);
            PyInstance.Set(in py, frame.C, type, 0, default);
            List<long> ours = [];
            foreach (string name in new[] { "normal", "extra_key", "deleted_key" })
            {
                py.Heap.Copy(ref frame.D, name == "normal" ? frame.A : name == "extra_key" ? frame.B : frame.C);
                PyInstance.LoadDict(in py, ref frame.E, ref frame.D, type);
                ours.Add(py.Heap.SizeOf(frame.E));
            }

            facts.AssertSizes(
                "instance_dict_variants",
                facts.Fact("instance_dict_variants").EnumerateObject().Select(fact => fact.Value.GetInt64()),
                ours);
        }
    }

    private sealed class Kinds(RecordedSizes facts) : ObjectProgram
    {
        private static readonly ObjectType s_g0 = PyGenerator.Describe("g0", 0);
        private static readonly ObjectType s_g5 = PyGenerator.Describe("g5", 5);

        /// <summary>The same in 3.11, which gave <c>yield</c> alone one stack slot and a sum two; later versions give two at least.</summary>
        private static readonly ObjectType s_g5InVersion311 = PyGenerator.Describe("g5", 5 + 1);
        private static readonly PyClass s_slots2 = new("Slots2", ["a", "b"], ClassOptions.Slots);
        private static readonly PyClass s_slotsWeak = new("SlotsWR", ["a"], ClassOptions.Slots | ClassOptions.WeakReferences);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyTuple.New(in py, ref frame.A, 0);
            PyError.New(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "Exception");
            PyCell.New(in py, ref frame.A);
            Check(in py, frame.A, "cell");
            PyFunction.New(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "function");
            PyMethod.New(in py, ref frame.C, ref frame.B, ref frame.A);
            Check(in py, frame.C, "method");
            Containers(in py, ref frame);
            PyInstance.New(in py, ref frame.A, s_slots2.On(in py));
            Check(in py, frame.A, "Slots2");
            PyInstance.New(in py, ref frame.A, s_slotsWeak.On(in py));
            Check(in py, frame.A, "SlotsWR");
            PyWeakRef.New(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "ReferenceType");
            PyInstance.New(in py, ref frame.A, Class(0, ClassOptions.None).On(in py));
            Check(in py, frame.A, "Plain");

            PyGenerator.New(in py, ref frame.A, py.Heap.Register(s_g0));
            PyGenerator.New(in py, ref frame.B, py.Heap.Register(facts.Engine == "cpython:3.11" ? s_g5InVersion311 : s_g5));
            JsonElement generators = facts.Fact("generator");
            facts.AssertSizes(
                "generators",
                [generators.GetProperty("g0").GetInt64(), generators.GetProperty("g5").GetInt64()],
                [py.Heap.SizeOf(frame.A), py.Heap.SizeOf(frame.B)]);
        }

        private void Containers<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyList.New(in py, ref frame.A);
            PyIterator.OfList(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "list_iterator");
            PyTuple.New(in py, ref frame.A, 0);
            PyIterator.OfTuple(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "tuple_iterator");
            PyDict.New(in py, ref frame.A);
            PyIterator.OfDict(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "dict_keyiterator");
            PySet.New(in py, ref frame.A);
            PyIterator.OfSet(in py, ref frame.B, ref frame.A);
            Check(in py, frame.B, "set_iterator");
            PyIterator.OfRange(in py, ref frame.B, 0, 1, 3);
            Check(in py, frame.B, "range_iterator");
        }

        private void Check<THeap, TRef>(in Python<THeap, TRef> py, TRef obj, string type)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            facts.AssertSizes(type, [facts.SizeOfType(type)], [py.Heap.SizeOf(obj)]);
    }
}
