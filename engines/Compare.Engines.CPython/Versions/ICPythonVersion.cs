namespace Compare.Engines.CPython.Versions;

/// <summary>
/// What a modelled version decides on hot paths. The engine is generic over it, so each decision is a constant to the
/// just-in-time compiler; everything colder is in <see cref="CPythonProfile"/>.
/// </summary>
internal interface ICPythonVersion
{
    /// <summary>Gets the constants of the version.</summary>
    static abstract CPythonProfile Profile { get; }

    /// <summary>Gets a value indicating whether objects can be immortal: 32-bit counts, the sign bit set (3.12+).</summary>
    static abstract bool HasImmortals { get; }

    /// <summary>
    /// Gets a value indicating whether an increment stops at the immortal range (3.14); before, it stops only at the one
    /// value that all immortal objects have.
    /// </summary>
    static abstract bool IncrementsSaturate { get; }

    /// <summary>
    /// Gets a value indicating whether a passed threshold collects inside the allocation, when the new object is not
    /// tracked yet (to 3.11); later versions set a flag that the next check point honours.
    /// </summary>
    static abstract bool CollectsInsideAllocation { get; }

    /// <summary>Gets a value indicating whether attributes lie in a block beside their instance (3.11, 3.12), not in it.</summary>
    static abstract bool KeepsAttributesInBlock { get; }

    /// <summary>
    /// Gets a value indicating whether the collector is 3.14's: a young list and two old spaces that are collected in
    /// increments, objects counted when they are tracked, tuples tracked when they need to be.
    /// </summary>
    static abstract bool IsIncremental { get; }
}
