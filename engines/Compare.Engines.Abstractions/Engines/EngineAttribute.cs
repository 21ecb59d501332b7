namespace Compare.Engines.Abstractions.Engines;

/// <summary>Names an engine; discovery finds the classes that carry it.</summary>
/// <param name="name">The name that scripts and matrix files use, e.g. <c>cpython</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EngineAttribute(string name) : Attribute
{
    /// <summary>Gets the name that scripts and matrix files use.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Gets a value indicating whether it measures programs and does not compete: it is tested as an engine, and named by no list.
    /// </summary>
    public bool IsInstrument { get; init; }
}
