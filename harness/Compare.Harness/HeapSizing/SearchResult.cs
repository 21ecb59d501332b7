using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>What a search found, with every run that it made.</summary>
public sealed record SearchResult
{
    /// <summary>Smallest size that passed and was verified, bytes; null when there is none.</summary>
    public long? MinimumBytes { get; init; }

    /// <summary>Largest size below the answer that failed, bytes; without an answer, the largest that failed.</summary>
    public long? LargestFailBytes { get; init; }

    /// <summary>How that run ended: out of memory and thrashing are told apart.</summary>
    public CellStatus? FailStatus { get; init; }

    /// <summary>Why that run failed.</summary>
    public string? FailReason { get; init; }

    /// <summary>Why there is no answer, in one sentence.</summary>
    public string? NoAnswer { get; init; }

    /// <summary>Sizes above the answer that failed.</summary>
    public required IReadOnlyList<FailureIsland> Islands { get; init; }

    /// <summary>Every run in order.</summary>
    public required IReadOnlyList<HeapTrial> Trials { get; init; }
}
