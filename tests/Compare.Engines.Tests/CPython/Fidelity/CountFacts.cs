using System.Globalization;

using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>How the recorded facts of counts, shared objects, interning and reuse are found out.</summary>
internal static class CountFacts
{
    /// <summary>The section of immortal objects.</summary>
    public const string ImmortalSection = "immortal/";

    private const string Mortal = "mortal";

    private const int Latin = 0xe9;

    // The search for the last shared integer stops here at the latest.
    private const int FarInteger = 100_000;

    /// <summary>Gets each fact's recorded name and its script.</summary>
    public static IReadOnlyDictionary<string, Func<PythonScript, object?>> All { get; } =
        new Dictionary<string, Func<PythonScript, object?>>(StringComparer.Ordinal)
        {
            ["getrefcount/local,+alias,+list2,+dict,after_del,in_callee,temp"] = Counts,
            ["immortal/int0"] = py => Integer(py, 0),
            ["immortal/int-5"] = py => Integer(py, -5),
            ["immortal/int256"] = py => Integer(py, 256),
            ["immortal/int257"] = py => Integer(py, 257),
            ["immortal/int-6"] = py => Integer(py, -6),
            ["immortal/empty_str"] = py => Immortality(py, py.LoadEmpty("x", FidelityTypes.Str)),
            ["immortal/latin_a"] = py => Immortality(py, py.LoadCharacter("x", FidelityTypes.Str, 'a')),
            ["immortal/latin_e9"] = py => Immortality(py, py.LoadCharacter("x", FidelityTypes.StrLatin1, Latin)),
            ["immortal/empty_bytes"] = py => Immortality(py, py.LoadEmpty("x", FidelityTypes.Bytes)),
            ["immortal/byte_a"] = py => Immortality(py, py.LoadCharacter("x", FidelityTypes.Bytes, 'a')),
            ["immortal/empty_tuple"] = py => Immortality(py, py.LoadEmpty("x", FidelityTypes.Tuple)),
            ["immortal/interned_name"] = py =>
            {
                py.NewText("x", "some_name_xyz1");
                py.Intern("x");
                return Immortality(py, isThere: true);
            },
            ["immortal/float1"] = py =>
            {
                py.New("x", FidelityTypes.Float);
                return Immortality(py, isThere: true);
            },
            ["immortal/empty_frozenset"] = py =>
            {
                py.New("x", FidelityTypes.Set);
                return Immortality(py, isThere: true);
            },
            ["immortal/const_tuple"] = py =>
            {
                py.NewTuple("x", null, null, null);
                return Immortality(py, isThere: true);
            },
            ["small_int_range"] = IntegerRange,
            ["singletons/empty tuple"] = py => AreSame(py, name => py.LoadEmpty(name, FidelityTypes.Tuple)),
            ["singletons/empty str"] = py => AreSame(py, name => py.LoadEmpty(name, FidelityTypes.Str)),
            ["singletons/empty bytes"] = py => AreSame(py, name => py.LoadEmpty(name, FidelityTypes.Bytes)),
            ["singletons/empty frozenset"] = py => AreSame(py, name => py.LoadEmpty(name, FidelityTypes.Set)),
            ["singletons/1-byte bytes"] = py => AllCharacters(py, FidelityTypes.Bytes, FidelityTypes.Bytes),
            ["singletons/latin1 char str"] = py => AllCharacters(py, FidelityTypes.Str, FidelityTypes.StrLatin1),
            ["singletons/chr(256)"] = py => py.LoadCharacter("x", FidelityTypes.StrLatin1, 256),
            ["interning/runtime_equal_strs_same"] = py => Interned(py, "hello9x", "hello9x", isInterned: false),
            ["interning/intern_same"] = py => Interned(py, "hello9x", "hello9x", isInterned: true),
            ["interning/intern_nonidentifier_ok"] = py => Interned(py, "foo bar!", "foo bar!", isInterned: true),
            ["interning/intern_returns_first"] = py => ReturnsFirst(py),
            ["interning/refcount_delta_of_intern"] = CountOfInterned,
            ["address_reused_immediately/list"] = py => IsReused(py, () => py.NewList("x", [null])),
            ["address_reused_immediately/tuple3"] = py => IsReused(py, () => py.NewTuple("x", null, null, null)),
            ["address_reused_immediately/dict"] = py => IsReused(py, () => py.NewItems("x", FidelityTypes.Dict, null, null)),
            ["address_reused_immediately/float"] = py => IsReused(py, () => py.New("x", FidelityTypes.Float)),
            ["address_reused_immediately/object"] = py => IsReused(py, () => py.New("x", FidelityTypes.Object)),
            ["address_reused_immediately/slots"] = py => IsReused(py, () => py.New("x", FidelityTypes.Node)),
            ["address_reused_immediately/int"] = py => IsReused(py, () => py.New("x", FidelityTypes.Int)),
            ["address_reused_immediately/set"] = py => IsReused(py, () => py.NewItems("x", FidelityTypes.Set, [null])),
            ["list_freelist_lifo"] = FreeListOrder,
        };

    // A called function's parameter owns a reference up to 3.13; from 3.14 calls lend it. A temporary has only the
    // reference of the call itself, where a variable has one more.
    private static long[] Counts(PythonScript py)
    {
        bool lends = py.Profile == "3.14";
        py.New("x", FidelityTypes.Object);
        List<long> counts = [py.ReferenceCount("x")];
        py.Copy("y", "x");
        counts.Add(py.ReferenceCount("x"));
        py.NewList("l", "x", "x");
        counts.Add(py.ReferenceCount("x"));
        py.NewItems("d", FidelityTypes.Dict, null, "x");
        counts.Add(py.ReferenceCount("x"));
        py.Drop("y", "l", "d");
        counts.Add(py.ReferenceCount("x"));
        if (!lends)
        {
            py.Copy("z", "x");
        }

        counts.Add(py.ReferenceCount("x"));
        py.New("temporary", FidelityTypes.Object);
        counts.Add(py.ReferenceCount("temporary") - (lends ? 0 : 1));
        return [.. counts];
    }

    private static Dictionary<string, object?> Integer(PythonScript py, long value)
    {
        if (!py.LoadInteger("x", value))
        {
            py.New("x", FidelityTypes.Int);
        }

        return Immortality(py, isThere: true);
    }

    private static Dictionary<string, object?> Immortality(PythonScript py, bool isThere)
    {
        Assert.True(isThere, "There is no such shared object.");
        bool isImmortal = py.IsImmortal("x");
        object count = isImmortal ? py.ReferenceCount("x") : Mortal;
        return new(StringComparer.Ordinal) { ["immortal"] = isImmortal, ["raw_low32"] = count, ["getrefcount"] = count };
    }

    private static long[] IntegerRange(PythonScript py)
    {
        long first = 0;
        while (first > -FarInteger && py.LoadInteger("x", first - 1))
        {
            first--;
        }

        long last = 0;
        while (last < FarInteger && py.LoadInteger("x", last + 1))
        {
            last++;
        }

        return [first, last];
    }

    private static bool AreSame(PythonScript py, Func<string, bool> load) =>
        load("first") && load("second") && py.Same("first", "second");

    private static bool AllCharacters(PythonScript py, ObjectType ascii, ObjectType latin) => Enumerable.Range(0, 256)
        .All(code => AreSame(py, name => py.LoadCharacter(name, code < 128 ? ascii : latin, code)));

    private static bool Interned(PythonScript py, string first, string second, bool isInterned)
    {
        py.NewText("a1", first);
        py.NewText("a2", second);
        if (isInterned)
        {
            py.Intern("a1");
            py.Intern("a2");
        }

        return py.Same("a1", "a2");
    }

    private static bool ReturnsFirst(PythonScript py)
    {
        py.NewText("a1", "hello9x");
        py.NewText("a2", "hello9x");
        py.Copy("first", "a1");
        py.Intern("a1");
        py.Intern("a2");
        return py.Same("a2", "first");
    }

    private static string CountOfInterned(PythonScript py)
    {
        py.NewText("s", new string('q', 30) + "zz5");
        long before = py.ReferenceCount("s");
        py.Intern("s");
        return py.IsImmortal("s")
            ? "immortal"
            : (py.ReferenceCount("s") - before).ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsReused(PythonScript py, Action make)
    {
        make();
        long address = py.Identity("x");
        py.Drop("x");
        make();
        return py.Identity("x") == address;
    }

    private static int[] FreeListOrder(PythonScript py)
    {
        string[] names = ["0", "1", "2", "3", "4"];
        foreach (string name in names)
        {
            py.NewList(name);
        }

        long[] addresses = [.. names.Select(py.Identity)];
        py.Drop(names);

        // The list that the new ones are put into is made first.
        py.NewList("new");
        return
        [
            .. names.Select(name =>
            {
                py.NewList(name);
                return Array.IndexOf(addresses, py.Identity(name));
            }),
        ];
    }
}
