using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>What an object of the heap should be.</summary>
internal sealed class ModelObject
{
    /// <summary>Gets what it is.</summary>
    public required ObjectKind Kind { get; init; }

    /// <summary>Gets its number, or its characters.</summary>
    public long Number { get; init; }

    /// <summary>Gets what it refers to.</summary>
    public ModelObject?[] References { get; init; } = [];

    /// <summary>Gets the target of a weak pointer.</summary>
    public ModelObject? Target { get; init; }

    /// <summary>Gets or sets its id, 0 when it was never asked.</summary>
    public nint Id { get; set; }
}
