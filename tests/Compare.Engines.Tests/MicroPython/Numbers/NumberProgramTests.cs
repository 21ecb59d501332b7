using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>Random numbers in all places, on every variant; engines without immediate values say so.</summary>
public sealed class NumberProgramTests
{
    private const int Seeds = 5;
    private const string SmallHeap = "heap=64KiB";

    private static readonly string[] s_combinations =
    [
        "micropython:floats=unboxed verified",
        "micropython:floats=unboxed,marking=precise verified",
        "micropython:floats=unboxed,block=16",
        "micropython:floats=unboxed,areas=2",
        "micropython:word=32 verified",
        "micropython:word=32,marking=precise verified",
        "micropython:word=32,floats=unboxed",
        "micropython:word=32,floats=unboxed verified",
        "micropython:word=32,floats=unboxed,marking=precise verified",
        "micropython:word=32,floats=unboxed,clear=false",
        "micropython:word=32,floats=unboxed,threshold=0",
    ];

    public static TheoryData<string> Variants => new(EnginesUnderTest.VariantNames
        .Where(name => name.StartsWith("micropython", StringComparison.Ordinal))
        .Concat(s_combinations)
        .Select(WithSmallHeap));

    public static TheoryData<string> Others => new(EnginesUnderTest.VariantNames
        .Where(name => !name.StartsWith("micropython", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Variants))]
    public void Numbers_read_as_they_were_stored(string variant)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            using IEngine engine = EnginesUnderTest.Create(variant);
            engine.Execute(new NumberProgram(seed, NumberFormat.Of(variant)));
            engine.Rest();
            engine.Control.Verify();
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Engines_that_make_an_object_of_every_number_have_no_such_module(string variant)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        engine.Execute(new ModuleIsNull());
    }

    /// <summary>The verifier looks at each block.</summary>
    private static string WithSmallHeap(string variant)
    {
        int end = variant.IndexOf(' ', StringComparison.Ordinal);
        string name = end < 0 ? variant : variant[..end];
        return name + (name.Contains(':', StringComparison.Ordinal) ? ',' : ':') + SmallHeap + variant[name.Length..];
    }

    private sealed class ModuleIsNull : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct => Assert.Null(heap.Module<IImmediateValues<TRef>>());
    }
}
