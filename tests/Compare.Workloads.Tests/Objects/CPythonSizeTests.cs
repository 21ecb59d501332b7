using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Numbers, texts and sequences of the library against <c>sys.getsizeof</c> of real interpreters.</summary>
/// <remarks>
/// Left out: the Latin-1 string of one character, a shared object that had its UTF-8 form beside it when it was measured; what a
/// sort leaves (<c>list_sort_cap_30</c>), for lists are not sorted here; the numbers of 3.14, whose build has pointers of 32 bits,
/// but for capacities.
/// </remarks>
public sealed class CPythonSizeTests
{
    private static readonly string[] s_profiles = ["3.11", "3.12", "3.13", "3.14"];

    private static readonly RecordedFolder s_folder = new("CPython", "cpython");

    private static readonly Dictionary<string, ListWay> s_lists = new(StringComparer.Ordinal)
    {
        ["list_literal_cap_const"] = ListWay.Constants,
        ["list_literal_cap_vars"] = ListWay.Exact,
        ["list_from_range_cap"] = ListWay.Range,
        ["list_from_tuple_cap"] = ListWay.Tuple,
        ["list_from_list_cap"] = ListWay.List,
        ["list_mul_cap"] = ListWay.Repetition,
        ["list_copy_cap"] = ListWay.Copy,
        ["list_slice_cap"] = ListWay.Slice,
        ["list_concat_cap"] = ListWay.Concatenation,
        ["list_comp_cap"] = ListWay.Appending,
        ["list_from_gen_cap"] = ListWay.Generator,
        ["list_from_str_cap"] = ListWay.Sequence,
        ["list_from_dict_cap"] = ListWay.HashTable,
        ["list_from_set_cap"] = ListWay.HashTable,
        ["list_insert_cap"] = ListWay.Insertion,
    };

    public static TheoryData<string> Files => new(s_folder.Names("sizes-*.json").Where(file => ProfileOf(file) is not null));

    [Theory]
    [MemberData(nameof(Files))]
    public void Lists_have_the_recorded_capacities(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        new Capacities(document.RootElement).RunBareOn("cpython:" + ProfileOf(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Objects_report_the_recorded_sizes(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        if (document.RootElement.GetProperty("ptr_bits").GetInt32() == 64)
        {
            new Sizes(document.RootElement).RunBareOn("cpython:" + ProfileOf(file));
        }
    }

    private static string? ProfileOf(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        string version = document.RootElement.GetProperty("python").GetString()!;
        return s_profiles.SingleOrDefault(profile => version.StartsWith(profile + ".", StringComparison.Ordinal));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static (int Length, long Value)[] Pairs(JsonElement sequence) =>
        [.. sequence.EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt64()))];

    private sealed class Capacities(JsonElement root) : ObjectProgram
    {
        private const int Appended = 20_000;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach ((string name, ListWay way) in s_lists)
            {
                foreach (JsonProperty fact in root.GetProperty(name).EnumerateObject())
                {
                    int ours = RecordedCapacities.Capacity(in py, ref frame, way, Number(fact.Name));
                    Assert.Equal((name, fact.Name, fact.Value.GetInt32()), (name, fact.Name, ours));
                }
            }

            foreach (JsonProperty fact in root.GetProperty("list_extend_list_cap").EnumerateObject())
            {
                string[] lengths = fact.Name.Split('+');
                int ours = RecordedCapacities.ExtendedCapacity(in py, ref frame, Number(lengths[0]), Number(lengths[1]));
                Assert.Equal((fact.Name, fact.Value.GetInt32()), (fact.Name, ours));
            }

            foreach (JsonProperty fact in root.GetProperty("list_del_slice_cap").EnumerateObject())
            {
                string[] lengths = fact.Name.Split("->");
                int ours = RecordedCapacities.CutCapacity(in py, ref frame, Number(lengths[0]), Number(lengths[1]));
                Assert.Equal((fact.Name, fact.Value.GetInt32()), (fact.Name, ours));
            }

            PyList.OfRange(in py, ref frame.A, 0, 100);
            PyList.Clear(in py, ref frame.A);
            Assert.Equal(root.GetProperty("list_clear_cap").GetInt32(), PyList.Capacity(in py, frame.A));

            var (grown, shrunk) = RecordedCapacities.AppendAndPop(in py, ref frame, Appended, areInts: false);
            Assert.Equal(Pairs(root.GetProperty("list_append_growth")), grown.Prepend((0, 0)));

            // The first is the capacity before the first pop, which does not change it.
            (int Length, long Value)[] popped = Pairs(root.GetProperty("list_pop_shrink"));
            Assert.Equal(popped[0].Value, shrunk[0].Value);
            Assert.Equal(popped.Skip(1), shrunk.Skip(1));
        }
    }

    private sealed class Sizes(JsonElement root) : ObjectProgram
    {
        private const int Bytes = 300;
        private const int ArrayItems = 200;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyShared.New(in py, ref frame.Shared);
            Numbers(in py, ref frame);
            Texts(in py, ref frame);
            ByteArrays(in py, ref frame);
            Arrays(in py, ref frame);
            foreach (JsonProperty fact in root.GetProperty("tuple").EnumerateObject())
            {
                PyTuple.New(in py, ref frame.A, Number(fact.Name));
                Same(in py, frame.A, "tuple " + fact.Name, fact.Value);
            }

            PyRange.New(in py, ref frame.A, 0, 3);
            Same(in py, frame.A, "range", TypeSize("range"));
            py.Heap.Clear(ref frame.B);
            PySlice.New(in py, ref frame.A, ref frame.B, ref frame.B, ref frame.B);
            Same(in py, frame.A, "slice", TypeSize("slice"));
            PyList.New(in py, ref frame.A);
            Same(in py, frame.A, "list", TypeSize("list"));
            PyArray.New(in py, ref frame.A, []);
            Same(in py, frame.A, "array", TypeSize("array"));
        }

        private static void Same<THeap, TRef>(in Python<THeap, TRef> py, TRef obj, string name, JsonElement real)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            Assert.Equal((name, real.GetInt64()), (name, py.Heap.SizeOf(obj)));

        private JsonElement TypeSize(string type) => root.GetProperty("types").EnumerateArray()
            .First(row => row.GetProperty("type").GetString() == type).GetProperty("getsizeof");

        private void Numbers<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            foreach (JsonProperty fact in root.GetProperty("int").EnumerateObject())
            {
                BigInteger value = IntegerOf(fact.Name);
                PyInt.Load(in py, ref frame.A, BigInteger.Abs(value).ToByteArray(isUnsigned: true), value.Sign < 0);
                Same(in py, frame.A, "int " + fact.Name, fact.Value);
            }

            foreach (JsonProperty fact in root.GetProperty("bool").EnumerateObject())
            {
                PyBool.Load(in py, ref frame.A, frame.Shared, fact.Name == "True");
                Same(in py, frame.A, fact.Name, fact.Value);
            }

            PyFloat.Load(in py, ref frame.A, 1.5);
            Same(in py, frame.A, "float", root.GetProperty("float"));
            PyComplex.Load(in py, ref frame.A, 0, 1);
            Same(in py, frame.A, "complex", root.GetProperty("complex"));
        }

        private void Texts<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            (string Name, string Character)[] kinds =
                [("str_ascii", "a"), ("str_latin1", "\u00e9"), ("str_ucs2", "\u0416"), ("str_ucs4", "\U0001F600")];
            foreach ((string name, string character) in kinds)
            {
                foreach (JsonProperty fact in root.GetProperty(name).EnumerateObject())
                {
                    if (name != "str_latin1" || fact.Name != "1")
                    {
                        PyStr.Load(in py, ref frame.A, string.Concat(Enumerable.Repeat(character, Number(fact.Name))));
                        Same(in py, frame.A, $"{name} {fact.Name}", fact.Value);
                    }
                }
            }

            foreach (JsonProperty fact in root.GetProperty("bytes").EnumerateObject())
            {
                PyBytes.Load(in py, ref frame.A, new byte[Number(fact.Name)]);
                Same(in py, frame.A, "bytes " + fact.Name, fact.Value);
            }
        }

        private void ByteArrays<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            JsonElement[] made = [root.GetProperty("bytearray_ctor"), root.GetProperty("bytearray_n")];
            foreach (JsonProperty fact in made.SelectMany(facts => facts.EnumerateObject()))
            {
                PyByteArray.New(in py, ref frame.A, new byte[Number(fact.Name)]);
                Same(in py, frame.A, "bytearray " + fact.Name, fact.Value);
            }

            List<(int Length, long Value)> grown = [];
            long before = -1;
            PyByteArray.New(in py, ref frame.A, []);
            for (int i = 0; i < Bytes; i++)
            {
                PyByteArray.Append(in py, ref frame.A, 1);
                RecordedCapacities.Note(grown, ref before, i + 1, py.Heap.SizeOf(frame.A));
            }

            Assert.Equal(Pairs(root.GetProperty("bytearray_append_growth")), grown);
        }

        private void Arrays<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            foreach (JsonProperty fact in root.GetProperty("array_q_ctor").EnumerateObject())
            {
                PyArray.New(in py, ref frame.A, new long[Number(fact.Name)]);
                Same(in py, frame.A, "array " + fact.Name, fact.Value);
            }

            List<(int Length, long Value)> grown = [];
            long before = -1;
            PyArray.New(in py, ref frame.A, []);
            RecordedCapacities.Note(grown, ref before, 0, py.Heap.SizeOf(frame.A));
            for (int i = 0; i < ArrayItems; i++)
            {
                PyArray.Append(in py, ref frame.A, i);
                RecordedCapacities.Note(grown, ref before, i + 1, py.Heap.SizeOf(frame.A));
            }

            Assert.Equal(Pairs(root.GetProperty("array_q_append_growth")), grown);
        }

        // Such as 2^60, 2^60-1, or -1.
        private static BigInteger IntegerOf(string name)
        {
            if (!name.StartsWith("2^", StringComparison.Ordinal))
            {
                return Number(name);
            }

            bool isLess = name.EndsWith("-1", StringComparison.Ordinal);
            return BigInteger.Pow(2, Number(name[2..(isLess ? ^2 : ^0)])) - (isLess ? 1 : 0);
        }
    }
}
