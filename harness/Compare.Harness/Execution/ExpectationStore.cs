using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>
/// The expectations of cells whose workload depends on the engine's forms of objects. Each is computed once for a result directory,
/// by a process of its own: the processes that are measured neither load the exact heap nor hold its memory.
/// </summary>
/// <param name="runner">Runs the process.</param>
/// <param name="worker">The worker.</param>
internal sealed class ExpectationStore(ProcessRunner runner, WorkerCommand worker)
{
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkloadConfig, bool> _dependsOnEngine = [];

    /// <summary>Gets a specification that names the expectation, which is computed when it is not there.</summary>
    /// <param name="spec">Specification of an invocation.</param>
    /// <param name="cell">Its cell.</param>
    /// <param name="directory">The result directory.</param>
    /// <param name="limit">Time limit of the process.</param>
    /// <param name="environment">Environment variables that the engine asks for.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    public async Task<WorkerSpec> AddToAsync(
        WorkerSpec spec,
        Cell cell,
        ResultDirectory directory,
        TimeSpan limit,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        if (!spec.Probes.HasFlag(Probes.Oracle) || !DependsOnEngine(cell.Workload, spec.Seed))
        {
            return spec;
        }

        string path = directory.PathOf($"{ResultFiles.Expectations}/{KeyOf(spec)}.json");
        WorkerSpec named = spec with { ExpectationPath = path };
        if (!File.Exists(path) && !_faults.ContainsKey(path))
        {
            await ComputeAsync(named, limit, environment, cancellationToken);
        }

        return File.Exists(path) ? named : spec with { ExpectationFault = _faults[path] };
    }

    /// <summary>Tells whether what a workload allocates depends on the engine. Asked once: some workloads simulate to answer.</summary>
    private bool DependsOnEngine(WorkloadConfig workload, long seed)
    {
        if (!_dependsOnEngine.TryGetValue(workload, out bool depends))
        {
            try
            {
                depends = workload.Workload.Expect(workload.Parameters, (ulong)seed) is null;
            }
            catch (ParameterException)
            {
                depends = false; // The worker finds the same, and makes it the end of the cell.
            }

            _dependsOnEngine.Add(workload, depends);
        }

        return depends;
    }

    private static string KeyOf(WorkerSpec spec)
    {
        string text = string.Join(
            '\n',
            [
                spec.WorkloadName, .. Lines(spec.WorkloadParameters), spec.Seed.ToString(CultureInfo.InvariantCulture),
                spec.EngineName, .. Lines(spec.EngineParameters),
            ]);
        const int Digits = 16;
        return $"{spec.WorkloadName}-{spec.EngineName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits]}";
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> parameters) =>
        parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");

    private async Task ComputeAsync(
        WorkerSpec spec, TimeSpan limit, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        string path = spec.ExpectationPath!;
        string specPath = Path.ChangeExtension(path, ".spec");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(
            specPath, JsonSerializer.SerializeToUtf8Bytes(spec, WorkerJson.Default.WorkerSpec), cancellationToken);
        try
        {
            ProcessOutcome outcome = await runner.RunAsync(
                worker.ForExpectation().StartInfo(specPath, environment), limit, cancellationToken);
            string words = outcome.StandardError.Trim();
            _faults[path] = outcome.TimedOut ? "it took longer than the time limit of an invocation"
                : words.Length > 0 ? words.TrimEnd('.')
                : $"its process ended with exit code {outcome.ExitCode}";
        }
        finally
        {
            File.Delete(specPath);
        }
    }
}
