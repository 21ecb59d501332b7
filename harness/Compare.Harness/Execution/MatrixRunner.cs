using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Runs the invocations of a plan that the journal does not hold yet, one process at a time.</summary>
/// <param name="executor">Runs invocations.</param>
/// <param name="progress">Hears how the run goes on.</param>
/// <param name="batches">Decides which invocations share a process; null where none do.</param>
public sealed class MatrixRunner(ICellExecutor executor, IRunProgress progress, BatchPlanner? batches = null)
{
    private readonly RemainingTime _remaining = new();

    /// <summary>Runs the rest of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">Where results go.</param>
    /// <param name="cancellationToken">Stops the running cell; finished ones stay.</param>
    /// <returns>True when the plan is finished, false when it was stopped.</returns>
    /// <exception cref="Validation.InputException">The result directory can no longer be written.</exception>
    public async Task<bool> RunAsync(RunPlan plan, ResultDirectory directory, CancellationToken cancellationToken)
    {
        Dictionary<InvocationKey, JournalEntry> finished =
            directory.Journal.Entries.Where(directory.IsComplete).ToDictionary(entry => entry.Key);
        List<PlannedInvocation> rest = [];
        foreach (PlannedInvocation planned in plan.Invocations)
        {
            if (finished.TryGetValue(planned.Key, out JournalEntry? entry))
            {
                Learn(planned, entry);
            }
            else
            {
                rest.Add(planned);
            }
        }

        progress.Begins(plan.Invocations.Count, plan.Invocations.Count - rest.Count);
        try
        {
            while (rest.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IReadOnlyList<PlannedInvocation> batch = batches?.Next(rest) ?? [rest[0]];
                progress.InvocationBegins(batch[0]);
                await executor.ExecuteAsync(batch, directory, Finish, cancellationToken);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        void Finish(PlannedInvocation planned, JournalEntry entry)
        {
            directory.Append(entry);
            rest.Remove(planned);
            Learn(planned, entry);
            progress.InvocationEnds(planned, entry, _remaining.For(rest.Select(other => other.Key)));
        }
    }

    private void Learn(PlannedInvocation planned, JournalEntry entry)
    {
        _remaining.Add(entry.Key, entry.ElapsedMs);
        batches?.Add(planned, entry);
    }
}
