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
}
