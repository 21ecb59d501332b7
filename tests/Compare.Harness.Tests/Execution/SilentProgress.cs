using Compare.Harness.Execution;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Tests.Execution;

/// <summary>Counts what a run reports.</summary>
internal sealed class SilentProgress : IRunProgress
{
    public int FinishedBefore { get; private set; }

    public List<InvocationKey> Ended { get; } = [];

    public void Begins(int total, int finished) => FinishedBefore = finished;

    public void InvocationBegins(PlannedInvocation planned)
    {
        // Nothing to count: every invocation that begins also ends or stops the run.
    }

    public void InvocationEnds(PlannedInvocation planned, JournalEntry entry, TimeSpan remaining) => Ended.Add(planned.Key);
}
