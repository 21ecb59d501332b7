using System.Text.Json;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>
/// The exact peak of live bytes of a workload: its own word, or the exact heap's where it depends on the engine's forms of
/// objects.
/// </summary>
/// <param name="runner">Runs the process of the exact heap.</param>
/// <param name="worker">The worker.</param>
public sealed class PeakLive(ProcessRunner runner, WorkerCommand worker)
{
    private readonly ExpectationStore _expectations = new(runner, worker);

    /// <summary>Gets the peak, nominal bytes; null when it cannot be known.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="runs">How it runs.</param>
    /// <param name="directory">Where the exact heap leaves what it says.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    public async Task<long?> OfAsync(
        EngineConfig engine,
        WorkloadConfig workload,
        RunSettings runs,
        ResultDirectory directory,
        CancellationToken cancellationToken)
    {
        try
        {
            if (workload.Workload.Expect(workload.Parameters, (ulong)runs.Seed) is { } known)
            {
                return known.PeakLiveBytes;
            }
        }
        catch (ParameterException)
        {
            return null; // The run says what is wrong with the parameters.
        }

        PlannedInvocation planned = new(0, new Cell(engine, workload, null), 0, InvocationKind.Timed);
        IReadOnlyDictionary<string, string> environment =
            engine.Engine.Factory.GetProcessEnvironment(new EngineOptions { Parameters = engine.Parameters });
        WorkerSpec spec = await _expectations.AddToAsync(
            ProcessCellExecutor.SpecOf(planned, runs with { Probes = Probes.All }, directory.PathOf("none")),
            planned.Cell, directory, runs.Timeout, environment, cancellationToken);
        if (spec.ExpectationPath is null)
        {
            return null;
        }

        await using FileStream stream = File.OpenRead(spec.ExpectationPath);
        CellExpectation? expectation =
            await JsonSerializer.DeserializeAsync(stream, WorkerJson.Default.CellExpectation, cancellationToken);
        return expectation?.PeakLiveBytes;
    }
}
