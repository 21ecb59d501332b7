using Compare.Engines.Tests.Clr;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Semantics;

/// <summary>
/// What programs observe is what the originals do: CPython 3.13, PyPy's incminimark, MicroPython's gc.c, IronPython on .NET 10,
/// Cheney's copying, and no collector, by their sources and documentation and by recordings of the real ones.
/// </summary>
[Collection(nameof(HostCollector))]
public sealed class SpecifiedSemanticsTests
{
    private const string Intact = "an error, all objects intact";
    private const string Release = "in the release of the last reference";
    private const string Allocation = "in the allocation that collects";
    private const string CheckPoint = "at the next check point";
    private const string Later = "by a collection";
    private const string Inside = "inside an allocation";
    private const string Bytes = "the bytes allocated";
    private const string Whole = "it lives, whole";
    private const string Fixed = "nothing moves";
    private const string Engine = "the engine";
    private const string Young = "young objects without references";
    private const string OldPlace = "the address that it will have in the old space";
    private const string Parts = "blocks freed, parts of objects included";

    private static readonly string[] s_engines = ["clr", "cpython", "micropython", "nogc", "pypy", "semispace"];

    // Columns in the order of s_engines; what no original decides (words of this interface alone) is left to the traits.
    public static TheoryData<string, string[]> Specified => new()
    {
        { "dead_object", [Later, "at once", Later, "never", Later, Later] },
        { "dead_cycle", [Later, Later, Later, "never", Later, Later] },
        { "collection_trigger", [Bytes, "the number of objects", Bytes, "nothing", Bytes, Bytes] },
        { "collection_place", [Inside, "at a check point", Inside, "never", Inside, Inside] },
        { "list_order", ["not promised", "last to first", "–", "–", "2, 3, 1", "first to last"] },
        { "address_word", ["no", "no", "yes", "–", "no", "no"] },
        { "death_pause", ["no", "yes", "no", "no", "no", "no"] },
        { "finalizers", ["all", "all", "native objects only", "none", "all", "all"] },
        { "finalizer_order", ["not promised", "owners first", "–", "–", "owners first", "oldest first"] },
        { "finalizer_place", [CheckPoint, Release, "–", "–", CheckPoint, Allocation] },
        { "finalizer_rounds", ["1", "1", "–", "–", "5", "1"] },
        { "finalized_again", ["no", "no", "–", "–", "no", "no"] },
        { "resurrection", [Whole, Whole, "–", "–", Whole, Whole] },
        { "weak_in_finalizer", ["nothing", "the object; in a cycle: nothing", "–", "–", "nothing", "nothing"] },
        { "weak_after_resurrection", ["no", "yes; in a cycle: no", "–", "–", "no", "no"] },
        { "weak_callback_place", [CheckPoint, Release, Allocation, "never", CheckPoint, Allocation] },
        { "weak_in_callback", ["nothing", "nothing", "nothing", "never", "nothing", "nothing"] },
        { "weak_key", ["no", "no", "no", "–", "no", "no"] },
        { "dead_weak_callback", ["no", "no", "no", "–", "no", "no"] },
        { "moves_young", ["yes", "no", "no", "no", "yes", "yes"] },
        { "moves_old", ["when the host likes", "no", "no", "no", "no", "yes"] },
        { "pinning", ["no", Fixed, Fixed, Fixed, Young, "no"] },
        { "identity", ["a number", "the address", "the address", "a number", OldPlace, "a number"] },
        { "reference_count", ["no", "yes", "no", "no", "no", "no"] },
        { "reported_overhead_bytes", ["16", "32", "8", "16", "40", "16"] },
        { "used_overhead_bytes", ["16", "32", "16", "16", "40", "16"] },
        { "heap_limit", ["the host, set when the process starts", Engine, Engine, Engine, Engine, Engine] },
        { "impossible_allocation", [Intact, Intact, Intact, Intact, Intact, Intact] },
        { "after_out_of_memory", ["–", "yes", "yes", "no", "yes", "yes"] },
        { "memory_returned", ["when the host likes", "yes", "no, the area is fixed", "no", "yes", "no"] },
        { "collect_returns", ["bytes freed", "unreachable objects that can be in cycles", Parts, "nothing", "nothing", "nothing"] },
        { "generations", ["3", "3", "1", "1", "3", "1"] },
        { "switch_off", ["no", "yes", "yes", "nothing runs anyway", "yes, but a full nursery is emptied", "no"] },
    };

    [Theory]
    [MemberData(nameof(Specified))]
    public void An_engine_does_what_its_original_does(string key, string[] expected)
    {
        string[] observed = [.. s_engines.Select(engine => ObservedSemantics.Answer(engine, key))];

        Assert.Equal(expected, observed);
    }

    [Theory]
    [InlineData("cpython:3.11", "collection_place", Inside)]
    [InlineData("cpython:3.12", "collection_place", "at a check point")]
    [InlineData("cpython:3.14", "collection_place", "at a check point")]
    [InlineData("cpython:3.11", "thresholds", "700, 10, 10")]
    [InlineData("cpython:3.14", "thresholds", "2000, 10, 0")]
    [InlineData("micropython:weakrefs=false", "weak_references", "no")]
    [InlineData("micropython:finalisers=false", "finalizers", "none")]
    [InlineData("micropython:marking=precise", "address_word", "no")]
    [InlineData("micropython:word=32", "address_word", "yes")]
    [InlineData("pypy:7.3.11", "finalizer_rounds", "5")]
    public void A_parameter_changes_what_it_must_change_and_nothing_else(string configuration, string key, string expected) =>
        Assert.Equal(expected, ObservedSemantics.Answer(configuration, key));

    [Fact]
    public void Every_engine_with_an_original_is_here() =>
        Assert.Subset(
            EnginesUnderTest.Compared.Keys.ToHashSet(StringComparer.Ordinal), s_engines.ToHashSet(StringComparer.Ordinal));
}
