namespace Compare.Engines.Heap.Probes;

/// <summary>
/// Decides at compile time whether an engine counts its work. A type parameter, not a flag: with <see cref="NoProbe"/>
/// the counting vanishes from the generated code.
/// </summary>
public interface IWorkProbe
{
    /// <summary>Gets a value indicating whether work is counted; a constant to the just-in-time compiler.</summary>
    static abstract bool Counts { get; }
}
