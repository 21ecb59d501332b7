namespace Compare.Engines.CPython;

/// <summary>The constants in which the modelled CPython versions differ.</summary>
/// <remarks>Numbers are those of the released interpreters; each is named where it comes from in CPython's sources.</remarks>
internal sealed record CPythonProfile
{
    /// <summary>Gets the version, as a matrix file writes it.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the default thresholds of generations 0, 1 and 2 (Modules/gcmodule.c, 3.13: Python/gc.c).</summary>
    public required IReadOnlyList<int> Thresholds { get; init; }

    /// <summary>
    /// Gets a value indicating whether a passed threshold only sets a flag that the next check point honours (3.12+);
    /// before, the collection runs inside the allocation, when the new object is not tracked yet.
    /// </summary>
    public required bool CollectsAtCheckPoint { get; init; }

    /// <summary>Gets the nested deallocations that are allowed before the trashcan takes over.</summary>
    public required int TrashcanBudget { get; init; }

    /// <summary>Gets what must remain of the budget for a container to be destroyed at once.</summary>
    public required int TrashcanReserve { get; init; }

    /// <summary>Gets what must remain of the budget for the trashcan to be emptied.</summary>
    public required int TrashcanDrain { get; init; }

    /// <summary>Gets CPython 3.13.0: threshold 2000, recursion budget 10,000 (Py_C_RECURSION_LIMIT of a Linux release build).</summary>
    public static CPythonProfile Version313 { get; } = new()
    {
        Version = "3.13",
        Thresholds = [2000, 10, 10],
        CollectsAtCheckPoint = true,
        TrashcanBudget = 10_000,
        TrashcanReserve = 50,
        TrashcanDrain = 100,
    };

    /// <summary>Gets every profile.</summary>
    public static IReadOnlyList<CPythonProfile> All { get; } = [Version313];
}
