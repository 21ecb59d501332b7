namespace Compare.Harness.Execution;

/// <summary>
/// What a worker that runs several invocations and the harness say to each other: the worker writes a line for each finished
/// invocation but the last and waits; the harness makes it safe in the journal and writes a line back. Nothing of the harness then
/// runs beside a measurement, and a death loses nothing that was finished.
/// </summary>
public static class Handover
{
    /// <summary>What the worker writes on standard output, on a line of its own.</summary>
    public const string Finished = "gc-compare: invocation finished";

    /// <summary>What the harness answers on standard input.</summary>
    public const byte GoOn = (byte)'\n';
}
