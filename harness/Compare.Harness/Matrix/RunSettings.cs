using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Matrix;

/// <summary>How often and how long each cell runs.</summary>
public sealed record RunSettings
{
    /// <summary>Processes per cell.</summary>
    public int Invocations { get; init; } = 5;

    /// <summary>Measured iterations inside a process; null leaves them to each process (<see cref="Execution.AutoIterations"/>).</summary>
    public int? Iterations { get; init; } = 3;

    /// <summary>Iterations before the measured ones; the first one also verifies the workload's expectations.</summary>
    public int Warmup { get; init; } = 1;

    /// <summary>Seed of the workloads, of the order of the cells and of the bootstrap.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>In which order cells run.</summary>
    public RunOrder Order { get; init; }

    /// <summary>
    /// Longest time that one process may take; with <see cref="TimeoutFactor"/>, before a process of its workload finished.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The longest time as a multiple of finished processes (<see cref="Execution.TimeLimits"/>); null for a fixed one.
    /// </summary>
    public int? TimeoutFactor { get; init; }

    /// <summary>Invocations of one cell that a process runs one after the other.</summary>
    public BatchSize Batch { get; init; } = BatchSize.One;

    /// <summary>True when every engine verifies its heap after each collection; times then say nothing.</summary>
    public bool Verify { get; init; }

    /// <summary>True when one cell of the baseline runs twice, as an A/A pair that every verdict of the run rests on.</summary>
    public bool AaPair { get; init; } = true;

    /// <summary>Whether the canary runs between the cells; null leaves it to the length of the plan.</summary>
    public bool? Canary { get; init; }

    /// <summary>Ratio to the baseline, less 1, up to which two cells count as equivalent.</summary>
    public double Tolerance { get; init; } = VerdictRule.DefaultTolerance;

    /// <summary>Which recordings are made; the key <c>probes</c> of the matrix.</summary>
    public Probes Probes { get; init; } = Probes.All;
}
