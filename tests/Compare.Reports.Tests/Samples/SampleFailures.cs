using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Decides which invocations of a sample fail, and how.</summary>
internal static class SampleFailures
{
    public static (CellStatus Status, string? Error) Of(SampleShape shape, SampleCell cell)
    {
        if (shape.NothingFinishes)
        {
            return (CellStatus.Oom, "the heap limit of 1 MiB leaves no room for the first object");
        }

        return shape.WithFailures ? Some(cell) : (CellStatus.Ok, null);
    }

    private static (CellStatus Status, string? Error) Some(SampleCell cell) => cell switch
    {
        { Engine: "nogc", WorkloadIndex: 3 } => (CellStatus.Oom, "heap exhausted: 2 GiB in use, 64 bytes asked for, nothing is ever reclaimed"),
        { Engine: "semispace", WorkloadIndex: 4, Invocation: 2 } => (CellStatus.Crash, "the process died of signal 9 (SIGKILL)"),
        { Engine: "clr", WorkloadIndex: 5 } => (CellStatus.NotApplicable, "the workload needs a heap without host collections"),
        { ConfigIndex: 1, WorkloadIndex: 1, Invocation: 0 } => (CellStatus.Timeout, "stopped after 30 s, its time limit"),
        _ => (CellStatus.Ok, null),
    };
}
