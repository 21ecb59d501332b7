using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Hears how a run goes on, in order, from one thread at a time.</summary>
public interface IRunProgress
{
    /// <summary>The run begins.</summary>
    /// <param name="total">Invocations of the plan.</param>
    /// <param name="finished">Those that the journal already holds.</param>
    void Begins(int total, int finished);

    /// <summary>An invocation begins.</summary>
    /// <param name="planned">The invocation.</param>
    void InvocationBegins(PlannedInvocation planned);

    /// <summary>An invocation is in the journal.</summary>
    /// <param name="planned">The invocation.</param>
    /// <param name="entry">Its line in the journal.</param>
    /// <param name="remaining">Time that the rest will take by what is known so far.</param>
    void InvocationEnds(PlannedInvocation planned, JournalEntry entry, TimeSpan remaining);
}
