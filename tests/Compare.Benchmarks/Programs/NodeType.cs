using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>The object of all benchmarks.</summary>
internal static class NodeType
{
    /// <summary>Gets an object of two references.</summary>
    public static ObjectType Instance { get; } = new("node", PythonKind.SlotsInstance, references: 2);
}
