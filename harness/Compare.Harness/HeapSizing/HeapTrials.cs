using Compare.Engines.Abstractions.Engines;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>Runs an engine on a workload under one heap limit after the other, each in a process of its own.</summary>
/// <param name="engine">The engine.</param>
/// <param name="workload">The workload.</param>
/// <param name="directory">Where workers leave what they hand over; it is deleted as soon as it is read.</param>
internal sealed class HeapTrials(EngineConfig engine, WorkloadConfig workload, ResultDirectory directory)
{
    /// <summary>A fixed heap counts as generous from so many times the peak on.</summary>
    private const int GenerousFactor = 8;

    private int _number;

    /// <summary>
    /// The limit of the generous heap, bytes: none, but for a heap of fixed size that is not generous for this workload.
    /// </summary>
    /// <param name="peakLive">Exact peak of live bytes.</param>
    public long? GenerousLimit(long peakLive)
    {
        EngineTraits traits = engine.Engine.Factory.GetTraits(engine.Parameters);
        long generous = peakLive * GenerousFactor;
        return traits.FixedHeapBytes < generous ? generous : null;
    }

    /// <summary>Makes one run.</summary>
    /// <param name="executor">Runs it.</param>
    /// <param name="bytes">Heap limit, bytes; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<JournalEntry> RunAsync(ICellExecutor executor, long? bytes, CancellationToken cancellationToken)
    {
        PlannedInvocation planned = new(_number, new Cell(engine, workload, bytes), _number, InvocationKind.Timed);
        _number++;
        JournalEntry entry = await executor.ExecuteAsync(planned, directory, cancellationToken);
        if (entry.File is { } file)
        {
            File.Delete(directory.PathOf(file)); // A search makes dozens of runs, and their events are of no use.
        }

        return entry;
    }
}
