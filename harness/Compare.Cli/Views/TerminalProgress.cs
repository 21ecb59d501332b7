using Compare.Harness.Execution;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Spectre.Console;

namespace Compare.Cli.Views;

/// <summary>A progress bar with the running cell and the time left; failures stay above it.</summary>
internal sealed class TerminalProgress(ProgressContext context, ProgressTask task) : IRunProgress
{
    private TimeSpan? _remaining;

    /// <summary>Runs something under a progress bar.</summary>
    public static Task<T> WatchAsync<T>(Func<IRunProgress, Task<T>> run) =>
        AnsiConsole.Progress()
            .AutoRefresh(false) // A drawing thread would take time from what is measured.
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => run(new TerminalProgress(context, context.AddTask("starting"))));

    /// <inheritdoc/>
    public void Begins(int total, int finished)
    {
        task.MaxValue = total;
        task.Value = finished;
        context.Refresh();
    }

    /// <inheritdoc/>
    public void InvocationBegins(PlannedInvocation planned)
    {
        string left = _remaining is { } remaining ? PlainProgress.Left(remaining) + " left · " : string.Empty;
        task.Description = Markup.Escape(left + planned.Key);
        context.Refresh();
    }

    /// <inheritdoc/>
    public void InvocationEnds(PlannedInvocation planned, JournalEntry entry, TimeSpan remaining)
    {
        _remaining = remaining;
        task.Increment(1);
        if (entry.Row.Status is not (CellStatus.Ok or CellStatus.NotApplicable))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{PlainProgress.Describe(planned, entry)}[/]");
        }

        context.Refresh();
    }
}
