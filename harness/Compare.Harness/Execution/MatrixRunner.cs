using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Runs the invocations of a plan that the journal does not hold yet, one at a time.</summary>
public sealed class MatrixRunner(ICellExecutor executor, IRunProgress progress)
{
    /// <summary>Runs the rest of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">Where results go.</param>
    /// <param name="cancellationToken">Stops the running cell; finished ones stay.</param>
    /// <returns>True when the plan is finished, false when it was stopped.</returns>
    /// <exception cref="Validation.InputException">The result directory can no longer be written.</exception>
    public async Task<bool> RunAsync(RunPlan plan, ResultDirectory directory, CancellationToken cancellationToken)
    {
        RemainingTime remaining = new();
        HashSet<InvocationKey> finished = [];
        foreach (JournalEntry entry in directory.Journal.Entries.Where(directory.IsComplete))
        {
            finished.Add(entry.Key);
            remaining.Add(entry.Key, entry.ElapsedMs);
        }

        PlannedInvocation[] rest = [.. plan.Invocations.Where(planned => !finished.Contains(planned.Key))];
        progress.Begins(plan.Invocations.Count, plan.Invocations.Count - rest.Length);
        try
        {
            for (int i = 0; i < rest.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.InvocationBegins(rest[i]);
                JournalEntry entry = await executor.ExecuteAsync(rest[i], directory, cancellationToken);
                directory.Append(entry);
                remaining.Add(entry.Key, entry.ElapsedMs);
                progress.InvocationEnds(rest[i], entry, remaining.For(rest.Skip(i + 1).Select(planned => planned.Key)));
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
