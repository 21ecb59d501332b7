namespace Compare.Harness.Execution;

/// <summary>How a process ended.</summary>
public sealed record ProcessOutcome
{
    /// <summary>Exit code; 128 and the number of the signal when it was killed by one.</summary>
    public required int ExitCode { get; init; }

    /// <summary>True when it was stopped at its time limit.</summary>
    public required bool TimedOut { get; init; }

    /// <summary>True when the kernel killed a process for memory while this one ran.</summary>
    public required bool KernelKilledForMemory { get; init; }

    /// <summary>Begin and end of what it wrote to standard output.</summary>
    public required string StandardOutput { get; init; }

    /// <summary>Begin and end of what it wrote to standard error.</summary>
    public required string StandardError { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Elapsed { get; init; }
}
