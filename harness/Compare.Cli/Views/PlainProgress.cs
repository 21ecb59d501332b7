using System.Globalization;
using Compare.Harness.Execution;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Cli.Views;

/// <summary>One plain line per finished invocation, for logs.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private int _total;
    private int _done;

    /// <inheritdoc/>
    public void Begins(int total, int finished)
    {
        _total = total;
        _done = finished;
        output.WriteLine(finished == 0 ? $"{total} invocations" : $"{total} invocations, {finished} of them finished before");
    }

    /// <inheritdoc/>
    public void InvocationBegins(PlannedInvocation planned)
    {
        // A line per beginning would only repeat the line per end.
    }

    /// <inheritdoc/>
    public void InvocationEnds(PlannedInvocation planned, JournalEntry entry, TimeSpan remaining)
    {
        string width = _total.ToString(CultureInfo.InvariantCulture);
        string number = (++_done).ToString(CultureInfo.InvariantCulture).PadLeft(width.Length);
        output.WriteLine($"[{number}/{_total}] {Describe(planned, entry)}; {Left(remaining)} left");
    }

    /// <summary>One invocation in one line.</summary>
    internal static string Describe(PlannedInvocation planned, JournalEntry entry)
    {
        string end = entry.Row switch
        {
            { Status: CellStatus.Ok, WallNs: { } wall } when planned.Kind != InvocationKind.Work =>
                string.Create(CultureInfo.InvariantCulture, $"{wall / 1e6:0.0} ms"),
            { Status: CellStatus.Ok } => "ok",
            _ => $"{entry.Row.Status.Name()}: {entry.Row.Error}",
        };
        return $"{planned.Key}: {end}";
    }

    /// <summary>A duration as a person says it.</summary>
    internal static string Left(TimeSpan remaining) =>
        remaining.TotalMinutes < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(remaining.TotalSeconds):0} s")
            : remaining.TotalHours < 1
                ? string.Create(CultureInfo.InvariantCulture, $"{(int)remaining.TotalMinutes} min {remaining.Seconds} s")
                : string.Create(CultureInfo.InvariantCulture, $"{(int)remaining.TotalHours} h {remaining.Minutes} min");
}
