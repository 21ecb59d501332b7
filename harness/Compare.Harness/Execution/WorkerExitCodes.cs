namespace Compare.Harness.Execution;

/// <summary>Exit codes that a worker and the harness agree on.</summary>
public static class WorkerExitCodes
{
    /// <summary>The result is written, whatever its status.</summary>
    public const int Done = 0;

    /// <summary>The specification could not be read.</summary>
    public const int BadSpecification = 64;

    /// <summary>What the cell must allocate could not be computed; standard error says why.</summary>
    public const int NoExpectation = 65;

    /// <summary>The result could not be written: the disk is full or the directory is gone.</summary>
    public const int ResultNotWritten = 74;
}
