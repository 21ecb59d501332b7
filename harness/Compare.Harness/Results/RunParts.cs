using Compare.Harness.Validation;

namespace Compare.Harness.Results;

/// <summary>
/// Keeps account of which machine ran what, in results that were merged, or continued on another machine than they were begun on.
/// </summary>
public static class RunParts
{
    /// <summary>The parts of a run that is opened again, with this machine as the last one where it was not.</summary>
    /// <param name="directory">The directory of the run, before anything is written to it.</param>
    /// <param name="now">This machine.</param>
    /// <returns>The parts; null while all of the run is from one machine.</returns>
    public static IReadOnlyList<RunPart>? Continued(ResultDirectory directory, RunEnvironment now)
    {
        if (Before(directory) is not { } before)
        {
            return null;
        }

        RunPart here = RunPart.Of(now, 0, []);
        IReadOnlyList<RunPart> parts = before.Parts ?? [RunPart.Of(before, 0, Workloads(directory.Entries))];
        return parts[^1].Machine != here.Machine ? [.. Counted(parts, directory.Entries), here]
            : before.Parts;
    }

    /// <summary>Counts what the last part has given; the others are closed.</summary>
    /// <param name="parts">The parts, or null.</param>
    /// <param name="directory">The directory of the run.</param>
    public static IReadOnlyList<RunPart>? Counted(IReadOnlyList<RunPart>? parts, ResultDirectory directory) =>
        parts is null ? null
        : [.. Counted(
            [.. parts.SkipLast(1), parts[^1] with { Workloads = [.. parts[^1].Workloads.Union(Workloads(directory.Appended))] }],
            directory.Entries)];

    /// <summary>One sentence for every workload whose invocations come from different machines.</summary>
    /// <param name="parts">The parts, or null.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<RunPart>? parts) =>
        from pair in (parts ?? []).SelectMany(part => part.Workloads, (part, workload) => (part, workload))
        group pair.part by pair.workload into workload
        let machines = workload.Select(part => part.Machine).Distinct(StringComparer.Ordinal).ToArray()
        where machines.Length > 1
        select $"The invocations of {workload.Key} come from different machines ({string.Join("; ", machines)}): "
            + "times and ratios of its cells mix them.";

    private static IEnumerable<RunPart> Counted(IReadOnlyList<RunPart> parts, IReadOnlyList<JournalEntry> entries) =>
        [.. parts.SkipLast(1), parts[^1] with { Invocations = entries.Count - parts.SkipLast(1).Sum(part => part.Invocations) }];

    private static IReadOnlyList<string> Workloads(IEnumerable<JournalEntry> entries) =>
        [.. entries.Select(entry => entry.Workload).Distinct(StringComparer.Ordinal)];

    // What cannot be read is written anew; it holds nothing that was measured.
    private static RunEnvironment? Before(ResultDirectory directory)
    {
        try
        {
            return File.Exists(directory.PathOf(ResultFiles.Environment)) ? ResultSetReader.Environment(directory.Root) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
