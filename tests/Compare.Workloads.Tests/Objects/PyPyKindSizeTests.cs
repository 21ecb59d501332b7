using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Objects.Weak;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Instances, functions, generators, iterators, exceptions and tables of the library take the bytes that PyPy recorded.</summary>
/// <remarks>
/// Each recorded object is compared or named here, with what differs and why. Not made: <c>class</c>, <c>property</c>,
/// <c>object</c> and <c>builtin method</c>, of which the library has none.
/// </remarks>
public sealed partial class PyPyKindSizeTests
{
    private const string Engine = "pypy";
    private const int MostTableEntries = 60;

    /// <summary>Bytes of a tuple without its array of items (W_TupleObject).</summary>
    private const long TupleBytes = 16;

    /// <summary>Bytes of a tuple of two (W_SpecialisedTupleObject).</summary>
    private const long PairBytes = 24;

    /// <summary>Bytes of an array without items (GcArray).</summary>
    private const long EmptyArrayBytes = 16;

    /// <summary>Bytes of the dictionary that an instance's <c>__dict__</c> is: the record has it as an object of its own.</summary>
    private const long DictBytes = 24;

    /// <summary>Bytes of an object with a word (W_IntObject, W_FloatObject).</summary>
    private const long NumberBytes = 16;

    /// <summary>Recorded objects that take other bytes here, with what is different.</summary>
    private static readonly Dictionary<string, string> s_leftOut = new(StringComparer.Ordinal)
    {
        ["builtin method"] = "The library has no methods of built-in types.",
        ["class"] = "A class is no object here.",
        ["property"] = "The library has none.",
        ["object"] = "The library has none.",
        ["dict of int"] = "PyPy keeps the numbers themselves and no hashes; entries here have the key's object and its hash.",
        ["dict of objects"] = "PyPy keeps no hashes with keys by identity.",
        ["dict of bytes"] = "As strings (dict of str), but the record has the unwrapped keys as parts.",
        ["dict item iterator"] = "The library has iterators of keys; this one has the same size.",
        ["dict value iterator"] = "As above.",
        ["frozenset of int"] = "One word more than a set, for its hash; engines have one kind for both.",
        ["set of str"] = "PyPy unwraps the members: an entry is the key alone.",
        ["set of objects"] = "An entry is the key alone.",
        ["instance of ints"] = "PyPy unboxes numbers in attributes; a program here has objects.",
        ["instance of floats"] = "As above.",
        ["instance of strs and ints"] = "As above.",
        ["function with weakref"] = "The lifeline's list is linked here, an array in PyPy.",
        ["instance with weakref"] = "As above; the heap's growth by a reference is compared below.",
        ["target of weakrefs"] = "As above.",
        ["target of weakrefs with callback"] = "As above.",
        ["weakref with callback"] = "As a weak reference, which is compared.",
    };

    /// <summary>Recorded objects that <see cref="PyPySizeTests"/> compares.</summary>
    private static readonly string[] s_elsewhere =
        ["int", "float", "complex", "bool", "str", "bytes", "bytearray", "tuple", "list", "range", "slice", "array.array"];

    private static readonly RecordedFolder s_folder = new("PyPy", "pypy");

    public static TheoryData<string> Files => new(s_folder.Names("sizes-more-*.json"));

    public static TheoryData<string> FirstFiles => new(s_folder.Names("sizes.json"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Objects_take_the_recorded_bytes(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        Sizes program = new(document.RootElement.GetProperty("sizes"));
        program.RunBareOn(Engine);

        Assert.All(
            document.RootElement.GetProperty("sizes").EnumerateObject().Select(fact => fact.Name),
            name => Assert.True(
                program.Compared.Contains(name) || s_leftOut.ContainsKey(name) || IsElsewhere(name),
                $"{name} is neither compared nor left out for a reason."));
        Assert.DoesNotContain(s_leftOut.Keys, program.Compared.Contains);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_heap_grows_by_the_recorded_bytes(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        new HeapGrowth(document.RootElement.GetProperty("heap")).RunBareOn(Engine);
    }

    [Theory]
    [MemberData(nameof(FirstFiles))]
    public void Objects_alone_report_the_sizes_of_the_first_recording(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        new Reported(document.RootElement.GetProperty("sizes")).RunBareOn(Engine);
    }

    private static bool IsElsewhere(string name) => s_elsewhere.Any(kind =>
        name == kind || (name.StartsWith(kind, StringComparison.Ordinal) && !name.EndsWith("iterator", StringComparison.Ordinal)));

    private static PyClass Class(int attributes, ClassOptions options) =>
        new("A", [.. Enumerable.Range(0, attributes).Select(i => $"a{i}")], options);

    private static long Used<THeap, TRef>(in Python<THeap, TRef> py)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        IHeapControl control = py.Heap.Control;
        control.Collect(control.GenerationCount - 1);
        control.Collect(control.GenerationCount - 1);
        return control.TakeCensus()!.Bytes;
    }

    private static void Fill<THeap, TRef>(
        in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int entries)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < entries; i++)
        {
            PyList.Load(in py, ref frame.E, ref frame.D, i);
            if (kind.StartsWith("set", StringComparison.Ordinal))
            {
                Assert.True(PySet.Add(in py, ref frame.A, ref frame.E));
            }
            else
            {
                PyDict.Set(in py, ref frame.A, ref frame.E, ref frame.E);
            }
        }
    }

    /// <summary>Makes one object for each number of the record and compares what the heap grew by.</summary>
    private sealed class Sizes(JsonElement sizes) : ObjectProgram
    {
        public HashSet<string> Compared { get; } = new(StringComparer.Ordinal);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyShared.New(in py, ref frame.Shared);
            foreach (string name in new[] { "dict of str", "dict of tuples", "set of int", "set of tuples" })
            {
                MakeKeys(in py, ref frame, name);
                Check(in py, ref frame, name, static _ => 0);
            }

            py.Heap.Clear(ref frame.D);
            foreach (string name in new[] { "instance of strs", "instance with __slots__", "instance with __del__" })
            {
                Check(in py, ref frame, name, static _ => 0);
            }

            Check(in py, ref frame, "instance with __dict__ taken", static _ => DictBytes);
            foreach (string name in new[]
                {
                    "cell", "function", "method", "generator", "list iterator", "tuple iterator", "dict key iterator",
                    "set iterator", "range iterator",
                })
            {
                Check(in py, ref frame, name, static _ => 0);
            }

            // Arguments are a tuple here, an array in PyPy. A pair has no array, and the empty tuple is shared.
            Check(in py, ref frame, "exception", static number => number switch
            {
                0 => -EmptyArrayBytes,
                2 => PairBytes - EmptyArrayBytes - (2 * sizeof(long)),
                _ => TupleBytes,
            });
            Check(in py, ref frame, "exception raised", static _ => -EmptyArrayBytes);
            CheckWeakReference(in py, ref frame);
        }

        private static void MakeKeys<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyList.New(in py, ref frame.D);
            for (int i = 0; i < MostTableEntries; i++)
            {
                if (name == "set of int")
                {
                    PyFloat.Load(in py, ref frame.E, i + 0.5); // As an integer's, a float's entry has its hash.
                }
                else
                {
                    PyStr.Load(in py, ref frame.E, $"k{i}");
                }

                if (name.EndsWith("tuples", StringComparison.Ordinal))
                {
                    PyTuple.Pack(in py, ref frame.C, ref frame.E);
                    py.Heap.Copy(ref frame.E, frame.C);
                }

                PyList.Append(in py, ref frame.D, ref frame.E);
            }
        }

        private void Check<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name, Func<int, long> difference)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Compared.Add(name);
            foreach (JsonElement row in sizes.GetProperty(name).GetProperty("rows").EnumerateArray())
            {
                int number = row[0].GetInt32();
                if (number > MostTableEntries)
                {
                    break;
                }

                long recorded = row.EnumerateArray().Skip(1)
                    .Sum(part => part[1].GetInt64() * (part.GetArrayLength() > 2 ? part[2].GetInt64() : 1));
                PrepareParts(in py, ref frame, name, number);
                long before = Used(in py);
                Make(in py, ref frame, name, number);
                Assert.Equal((name, number, recorded + difference(number)), (name, number, Used(in py) - before));
                py.Heap.Clear(ref frame.A);
            }
        }

        /// <summary>Makes what the object refers to, which is no part of it.</summary>
        private static void PrepareParts<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name, int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (name)
            {
                case "function":
                    PyCell.New(in py, ref frame.B);
                    break;
                case "method":
                    PyFunction.New(in py, ref frame.B);
                    break;
                case "list iterator":
                    PyList.New(in py, ref frame.B);
                    break;
                case "tuple iterator":
                    PyTuple.New(in py, ref frame.B, 3);
                    break;
                case "dict key iterator":
                    PyDict.New(in py, ref frame.B);
                    break;
                case "set iterator":
                    PySet.New(in py, ref frame.B);
                    break;
                case "exception" or "exception raised" when number == 0:
                    PyTuple.LoadEmpty(in py, ref frame.B, ref frame.Shared);
                    break;
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name, int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (name)
            {
                case "dict of str" or "dict of tuples":
                    PyDict.New(in py, ref frame.A);
                    Fill(in py, ref frame, name, number);
                    break;
                case "set of int" or "set of tuples":
                    PySet.New(in py, ref frame.A);
                    Fill(in py, ref frame, name, number);
                    break;
                case "instance of strs":
                    PyInstance.New(in py, ref frame.A, Class(number, ClassOptions.None).On(in py));
                    break;
                case "instance with __slots__":
                    PyInstance.New(in py, ref frame.A, Class(number, ClassOptions.Slots).On(in py));
                    break;
                case "instance with __del__":
                    PyInstance.New(in py, ref frame.A, Class(number, ClassOptions.Finalizer).On(in py));
                    break;
                case "instance with __dict__ taken":
                    HeapClass type = Class(number, ClassOptions.Dict).On(in py);
                    PyInstance.New(in py, ref frame.A, type);
                    PyInstance.LoadDict(in py, ref frame.B, ref frame.A, type);
                    py.Heap.Clear(ref frame.B);
                    break;
                case "cell":
                    PyCell.New(in py, ref frame.A);
                    break;
                case "function" when number == 0:
                    PyFunction.New(in py, ref frame.A);
                    break;
                case "function":
                    PyFunction.NewWithCells(in py, ref frame.A, number);
                    break;
                case "method":
                    PyMethod.New(in py, ref frame.A, ref frame.B, ref frame.B);
                    break;
                case "generator":
                    // The script's body returns a tuple of its locals at last: its frame has room for them twice, or for one value.
                    ObjectType body = PyGenerator.Describe("g", Math.Max(1, 2 * number));
                    PyGenerator.New(in py, ref frame.A, py.Heap.Register(body));
                    break;
                case "range iterator":
                    PyIterator.OfRange(in py, ref frame.A, 1000, 1, 1000);
                    break;
                case "list iterator":
                    PyIterator.OfList(in py, ref frame.A, ref frame.B);
                    break;
                case "tuple iterator":
                    PyIterator.OfTuple(in py, ref frame.A, ref frame.B);
                    break;
                case "dict key iterator":
                    PyIterator.OfDict(in py, ref frame.A, ref frame.B);
                    break;
                case "set iterator":
                    PyIterator.OfSet(in py, ref frame.A, ref frame.B);
                    break;
                default:
                    MakeException(in py, ref frame, number, isRaised: name == "exception raised");
                    break;
            }
        }

        private static void MakeException<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int arguments, bool isRaised)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (arguments > 0)
            {
                PyTuple.New(in py, ref frame.B, arguments);
            }

            PyError.New(in py, ref frame.A, ref frame.B);
            py.Heap.Clear(ref frame.B);
            if (isRaised)
            {
                PyError.AddTraceback(in py, ref frame.A, ref frame.B, 1);
            }
        }

        private void CheckWeakReference<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Compared.Add("weakref");
            PyInstance.New(in py, ref frame.A, Class(1, ClassOptions.WeakReferences).On(in py));
            PyWeakRef.New(in py, ref frame.B, ref frame.A);
            Assert.Equal(sizes.GetProperty("weakref").GetProperty("rows")[0][1][1].GetInt64(), py.Heap.SizeOf(frame.B));
        }
    }

    /// <summary>Asks what <c>SizeOf</c> says of the objects of the first recording that are not numbers, texts or sequences.</summary>
    private sealed class Reported(JsonElement sizes) : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyList.New(in py, ref frame.D);
            for (int i = 0; i < MostTableEntries; i++)
            {
                PyStr.Load(in py, ref frame.E, $"k{i}");
                PyList.Append(in py, ref frame.D, ref frame.E);
            }

            foreach ((string name, int entries) in new[]
                { ("dict 0", 0), ("dict 1 str", 1), ("dict 10 str", 10), ("set 0", 0), ("set 3", 3) })
            {
                if (name.StartsWith("set", StringComparison.Ordinal))
                {
                    PySet.New(in py, ref frame.A);
                }
                else
                {
                    PyDict.New(in py, ref frame.A);
                }

                Fill(in py, ref frame, name, entries);
                Check(in py, frame.A, name);
            }

            foreach (int attributes in new[] { 0, 1, 5 })
            {
                PyInstance.New(in py, ref frame.A, Class(attributes, ClassOptions.None).On(in py));
                Check(in py, frame.A, $"inst {attributes}");
            }

            // What is beyond five attributes lies in an array, as a function's defaults: the record has it as a referent.
            PyInstance.New(in py, ref frame.A, Class(6, ClassOptions.None).On(in py));
            Check(in py, frame.A, "inst 6", ArrayOf("inst 6"));

            PyInstance.New(in py, ref frame.A, Class(2, ClassOptions.Slots).On(in py));
            Check(in py, frame.A, "slots2");
            PyFunction.New(in py, ref frame.A);
            Check(in py, frame.A, "function", ArrayOf("function"));
        }

        /// <summary>Gets the first referent that is storage, no object.</summary>
        private long ArrayOf(string name) => sizes.GetProperty(name).GetProperty("referents").EnumerateArray()
            .First(referent => referent.ValueKind == JsonValueKind.Number).GetInt64();

        private void Check<THeap, TRef>(in Python<THeap, TRef> py, TRef obj, string name, long more = 0)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            Assert.Equal((name, sizes.GetProperty(name).GetProperty("self").GetInt64() + more), (name, py.Heap.SizeOf(obj)));
    }
}
