namespace Compare.Workloads.Tests.Objects;

/// <summary>The engines that the object library is tested on: each implementation, and collections as often as possible.</summary>
public sealed class ObjectEngines : TheoryData<string>
{
    public ObjectEngines()
        : base(Names)
    {
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        "cpython:3.11",
        "cpython:3.12,gen0=1",
        "cpython:3.13",
        "cpython:3.14,gen0=1",
        "pypy",
        "micropython:heap=1MiB,threshold=0",
        "micropython:word=32,heap=1MiB",
        "clr",
        "semispace",
        "semispace:stress=true",
        "nogc",
    ];
}
