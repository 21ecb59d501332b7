namespace Compare.Engines.CPython.Versions;

/// <summary>CPython 3.11.</summary>
internal readonly struct Version311 : ICPythonVersion
{
    /// <inheritdoc/>
    public static CPythonProfile Profile => CPythonProfile.Version311;

    /// <inheritdoc/>
    public static bool HasImmortals => false;

    /// <inheritdoc/>
    public static bool IncrementsSaturate => false;

    /// <inheritdoc/>
    public static bool CollectsInsideAllocation => true;

    /// <inheritdoc/>
    public static bool KeepsAttributesInBlock => true;

    /// <inheritdoc/>
    public static bool IsIncremental => false;
}
