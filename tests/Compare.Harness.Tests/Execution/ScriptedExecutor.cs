using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Machine;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Tests.Execution;

/// <summary>Finishes every invocation at once with the same result, and stops the run before a chosen one.</summary>
internal sealed class ScriptedExecutor(int? stopBefore = null) : ICellExecutor
{
    public List<InvocationKey> Executed { get; } = [];

    public async Task<JournalEntry> ExecuteAsync(
        PlannedInvocation planned, ResultDirectory directory, CancellationToken cancellationToken)
    {
        if (Executed.Count == stopBefore)
        {
            throw new OperationCanceledException();
        }

        Executed.Add(planned.Key);
        bool work = planned.Kind == InvocationKind.Work;
        WorkerResult result = work ? TestResults.Work : TestResults.Complete;
        string file = $"cells/{planned.Order:D5}.json";
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(result, WorkerJson.Default.WorkerResult);
        await File.WriteAllBytesAsync(directory.PathOf(file), json, cancellationToken);
        return new JournalEntry
        {
            Config = planned.Key.Config,
            Workload = planned.Key.Workload,
            HeapBytes = planned.Key.HeapBytes,
            Invocation = planned.Invocation,
            WorkVector = work,
            Twin = planned.Kind == InvocationKind.Twin,
            Canary = planned.Kind == InvocationKind.Canary,
            Machine = new MachineReading
            {
                StartedAt = "2026-11-23T12:00:00.000Z",
                ElapsedNs = 1_000,
                StealNs = planned.Invocation == 1 ? 900 : 0,
                WorkerCpuNs = 500,
                ClocksAfter = new ProcessorClocks(1, 2, 3),
            },
            ElapsedMs = 1,
            File = file,
            FileBytes = json.Length,
            Row = InvocationAssembler.Row(planned, new RunSettings(), CellStatus.Ok, null, result),
        };
    }
}
