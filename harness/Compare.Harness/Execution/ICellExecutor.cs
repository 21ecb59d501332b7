using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Runs one invocation of one cell.</summary>
public interface ICellExecutor
{
    /// <summary>Runs an invocation; whatever happens to the process becomes a status with a reason.</summary>
    /// <param name="planned">What to run.</param>
    /// <param name="directory">Where results go.</param>
    /// <param name="cancellationToken">Stops the process; the invocation is then not finished.</param>
    /// <returns>The line for the journal.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="Validation.InputException">The result directory can no longer be written.</exception>
    Task<JournalEntry> ExecuteAsync(PlannedInvocation planned, ResultDirectory directory, CancellationToken cancellationToken);

    /// <summary>Runs invocations of one cell in one process; those behind one that does not end well are not run.</summary>
    /// <param name="batch">What to run, at least one.</param>
    /// <param name="directory">Where results go.</param>
    /// <param name="finished">Takes the line for the journal of each as soon as it is finished.</param>
    /// <param name="cancellationToken">Stops the process; the running invocation is then not finished.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="Validation.InputException">The result directory can no longer be written.</exception>
    async Task ExecuteAsync(
        IReadOnlyList<PlannedInvocation> batch,
        ResultDirectory directory,
        Action<PlannedInvocation, JournalEntry> finished,
        CancellationToken cancellationToken)
    {
        foreach (PlannedInvocation planned in batch)
        {
            finished(planned, await ExecuteAsync(planned, directory, cancellationToken));
        }
    }
}
