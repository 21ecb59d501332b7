using System.Text.Json;
using Compare.Harness.HeapMaps;
using Compare.Harness.Matrix;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Decides from the end of a process and from what it left behind how its invocation ended.</summary>
public static class OutcomeClassifier
{
    private const int LongestQuote = 300;
    private const long LongestResult = 1L << 30;

    private static readonly string[] s_memorySigns = ["OutOfMemoryException", "Out of memory"];

    // The runtime's words when its collector cannot reserve its heap, and the HRESULT E_OUTOFMEMORY.
    private static readonly string[] s_startSigns = ["GC heap initialization failed", "0x8007000E"];

    /// <summary>Classifies an invocation.</summary>
    /// <param name="outcome">How the process ended.</param>
    /// <param name="resultPath">Where it was to leave its result.</param>
    /// <param name="limit">Its time limit.</param>
    /// <param name="result">What it left, when that can be read.</param>
    /// <returns>Status and reason.</returns>
    public static (CellStatus Status, string? Error) Classify(
        ProcessOutcome outcome, string resultPath, TimeSpan limit, out WorkerResult? result)
    {
        result = null;
        if (outcome.TimedOut)
        {
            return (CellStatus.Timeout, $"Stopped at its time limit of {Durations.Format(limit)}.");
        }

        if (outcome.ExitCode != 0)
        {
            return Died(outcome);
        }

        if (!File.Exists(resultPath))
        {
            return (CellStatus.Crash, $"The process ended without a result{Quote(outcome)}.");
        }

        try
        {
            if (new FileInfo(resultPath).Length > LongestResult)
            {
                return (CellStatus.Crash, "The process wrote a result of more than 1 GiB, which is not a result.");
            }

            using FileStream stream = File.OpenRead(resultPath);
            result = JsonSerializer.Deserialize(stream, WorkerJson.Default.WorkerResult);
        }
        catch (JsonException exception)
        {
            return (CellStatus.Crash, $"The process wrote something that is not a result ({OneLine(exception.Message)}).");
        }

        if (result is null || !IsWhole(result))
        {
            result = null;
            return (CellStatus.Crash, "The process wrote something that is not a result (values are missing).");
        }

        return Judge(result);
    }

    /// <summary>Says how an invocation ended that left a whole result.</summary>
    /// <param name="result">What it left.</param>
    /// <returns>Status and reason.</returns>
    public static (CellStatus Status, string? Error) Judge(WorkerResult result) =>
        (result.Status, result.Status == CellStatus.Ok ? null : result.Error ?? "The worker gave no reason.");

    private static (CellStatus, string) Died(ProcessOutcome outcome)
    {
        // A runtime that cannot start ends with an exit code that looks like a signal (137), so its words go first.
        if (Says(outcome, s_startSigns))
        {
            return (CellStatus.Oom, $"The runtime could not start, out of memory: its heap does not fit into the limit{Quote(outcome)}.");
        }

        bool memorySign = Says(outcome, s_memorySigns);
        if (Signals.Of(outcome.ExitCode) is { } signal)
        {
            if (signal == Signals.Kill && outcome.KernelKilledForMemory)
            {
                return (CellStatus.Oom, "The kernel killed the process because memory ran out.");
            }

            return memorySign
                ? (CellStatus.Oom, $"The runtime ran out of memory and ended with {Signals.Name(signal)}{Quote(outcome)}.")
                : (CellStatus.Crash, $"The process was killed by {Signals.Name(signal)}{Quote(outcome)}.");
        }

        return memorySign
            ? (CellStatus.Oom, $"The runtime ran out of memory and ended with exit code {outcome.ExitCode}{Quote(outcome)}.")
            : (CellStatus.Crash, $"The process ended with exit code {outcome.ExitCode}{Quote(outcome)}.");
    }

    private static bool Says(ProcessOutcome outcome, string[] signs) =>
        Array.Exists(signs, sign => outcome.StandardError.Contains(sign, StringComparison.Ordinal));

    /// <summary>Whether everything that a worker hands over is there and fits together.</summary>
    /// <param name="result">What it handed over.</param>
    public static bool IsWhole(WorkerResult result) =>
        result.Events.Fits(
            EventColumns.NumberCount, EventColumns.TextCount, EventColumns.Needed, EventColumns.NeededTexts)
        && result.Timeline.Fits(TimelineColumns.NumberCount, 0, TimelineColumns.Needed, [])
        && result.Work.All(count => count is { Name: not null, Unit: not null })
        && (result.Settings ?? []).All(setting => setting is { Name: not null, Unit: not null })
        && (result.Counters ?? []).All(counter => counter is { Name: not null, Unit: not null })
        && (result.Requests ?? []).All(requests => requests is { Begin: not null, End: not null }
            && requests.Begin.Count == requests.End.Count
            && (requests.Scheduled?.Count ?? requests.End.Count) == requests.End.Count)
        && (result.Memory ?? []).All(sample => sample is { Moment: not null, Memory: not null })
        && (result.HeapMaps is null || HeapMapCheck.IsWhole(result.HeapMaps))
        && result.Iterations.All(iteration => iteration is { WallNs: >= 0 })
        && (result.Status != CellStatus.Ok || result.Iterations.Any(iteration => iteration.Measured));

    private static string Quote(ProcessOutcome outcome)
    {
        string said = OneLine(outcome.StandardError.Length > 0 ? outcome.StandardError : outcome.StandardOutput);
        return said.Length == 0 ? string.Empty : $"; it said: {said.TrimEnd('.')}";
    }

    private static string OneLine(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }
}
