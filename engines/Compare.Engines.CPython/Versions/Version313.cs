namespace Compare.Engines.CPython.Versions;

/// <summary>CPython 3.13.</summary>
internal readonly struct Version313 : ICPythonVersion
{
    /// <inheritdoc/>
    public static CPythonProfile Profile => CPythonProfile.Version313;

    /// <inheritdoc/>
    public static bool HasImmortals => true;

    /// <inheritdoc/>
    public static bool IncrementsSaturate => false;

    /// <inheritdoc/>
    public static bool CollectsInsideAllocation => false;

    /// <inheritdoc/>
    public static bool KeepsAttributesInBlock => false;

    /// <inheritdoc/>
    public static bool IsIncremental => false;
}
