using Compare.Harness.Machine;
using Compare.Harness.Planning;

namespace Compare.Harness.Results;

/// <summary>One line of <c>journal.jsonl</c>: an invocation that is finished, however it ended.</summary>
public sealed record JournalEntry
{
    /// <summary>The engine with its parameters.</summary>
    public required string Config { get; init; }

    /// <summary>The workload with its parameters.</summary>
    public required string Workload { get; init; }

    /// <summary>Heap limit in bytes, null for none.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>Number among the repetitions of the cell.</summary>
    public required int Invocation { get; init; }

    /// <summary>True for the invocation that collects the work vector.</summary>
    public bool WorkVector { get; init; }

    /// <summary>True for the second half of the A/A pair.</summary>
    public bool Twin { get; init; }

    /// <summary>True for the cell that shows whether the machine drifts.</summary>
    public bool Canary { get; init; }

    /// <summary>What the machine did meanwhile; null when nothing was run, and in results of earlier versions.</summary>
    public MachineReading? Machine { get; init; }

    /// <summary>How long the process took, ms.</summary>
    public required long ElapsedMs { get; init; }

    /// <summary>Time limit at which it was stopped, ms; null when it was not, and in results of earlier versions.</summary>
    public long? LimitMs { get; init; }

    /// <summary>File with the iterations, events and samples, relative to the result directory; null when there are none.</summary>
    public string? File { get; init; }

    /// <summary>Length of that file, bytes.</summary>
    public long? FileBytes { get; init; }

    /// <summary>The row of <c>invocations.csv</c>.</summary>
    public required InvocationRow Row { get; init; }

    /// <summary>
    /// True when the line says one thing: its row is of the same invocation, and its file is the one that the place in the plan
    /// gives it. A journal is data that may come from anywhere; no other name is ever opened.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsConsistent =>
        Row.Config == Config && Row.Workload == Workload && Row.HeapBytes == HeapBytes && Row.Invocation == Invocation
        && Invocation >= 0 && !(WorkVector && Twin)
        && (File is null || File == ResultFiles.CellOf(Row.Order));

    /// <summary>The name of the invocation.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public InvocationKey Key => new(
        Config,
        Workload,
        HeapBytes,
        Invocation,
        WorkVector ? InvocationKind.Work
            : Twin ? InvocationKind.Twin
            : Canary ? InvocationKind.Canary
            : InvocationKind.Timed);
}
