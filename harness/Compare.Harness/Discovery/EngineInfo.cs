using Compare.Engines.Abstractions.Engines;

namespace Compare.Harness.Discovery;

/// <summary>An engine that was found.</summary>
/// <param name="Name">Name in matrices, e.g. <c>cpython</c>.</param>
/// <param name="AssemblyName">Simple name of its assembly.</param>
/// <param name="TypeName">Full name of its factory.</param>
/// <param name="Factory">Its factory.</param>
public sealed record EngineInfo(string Name, string AssemblyName, string TypeName, IEngineFactory Factory)
{
    /// <summary>True for an engine that measures programs and does not compete; no list names it.</summary>
    public bool IsInstrument { get; init; }
}
