namespace Compare.Harness.Results;

/// <summary>How an invocation of a cell ended.</summary>
public enum CellStatus
{
    /// <summary>Finished, and every check of the workload held.</summary>
    Ok,

    /// <summary>The engine reported an exhausted heap (or the host killed the process for memory).</summary>
    Oom,

    /// <summary>Finished or would have, but took longer than the allowed multiple of the time in a generous heap.</summary>
    Thrash,

    /// <summary>The process died, or wrote something that is not a result.</summary>
    Crash,

    /// <summary>The process was stopped at its time limit.</summary>
    Timeout,

    /// <summary>Finished, but a check failed: checksum, expected allocation or expected live objects.</summary>
    Invalid,

    /// <summary>The workload declares that this engine cannot run it; the reason is in the error column.</summary>
    NotApplicable,
}
