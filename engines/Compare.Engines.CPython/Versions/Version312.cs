namespace Compare.Engines.CPython.Versions;

/// <summary>CPython 3.12.</summary>
internal readonly struct Version312 : ICPythonVersion
{
    /// <inheritdoc/>
    public static CPythonProfile Profile => CPythonProfile.Version312;

    /// <inheritdoc/>
    public static bool HasImmortals => true;

    /// <inheritdoc/>
    public static bool IncrementsSaturate => false;

    /// <inheritdoc/>
    public static bool CollectsInsideAllocation => false;

    /// <inheritdoc/>
    public static bool KeepsAttributesInBlock => true;

    /// <inheritdoc/>
    public static bool IsIncremental => false;
}
