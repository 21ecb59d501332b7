namespace Compare.Engines.CPython.Versions;

/// <summary>CPython 3.14.</summary>
internal readonly struct Version314 : ICPythonVersion
{
    /// <inheritdoc/>
    public static CPythonProfile Profile => CPythonProfile.Version314;

    /// <inheritdoc/>
    public static bool HasImmortals => true;

    /// <inheritdoc/>
    public static bool IncrementsSaturate => true;

    /// <inheritdoc/>
    public static bool CollectsInsideAllocation => false;

    /// <inheritdoc/>
    public static bool KeepsAttributesInBlock => false;

    /// <inheritdoc/>
    public static bool IsIncremental => true;
}
