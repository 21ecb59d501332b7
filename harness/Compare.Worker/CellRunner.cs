using System.Reflection;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Worker;

/// <summary>Runs the cell of a specification; every way in which it can end becomes a result.</summary>
internal static class CellRunner
{
    /// <summary>Runs the cell.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="ownsProcess">False behind another invocation, to which what belongs to the process is attributed.</param>
    public static WorkerResult Run(WorkerSpec spec, bool ownsProcess)
    {
        IEngine? engine = null;
        MeasuredLoop? loop = null;
        MemoryRecorder? memory = spec.CountWork && spec.Probes.HasFlag(Probes.Memory) ? new() : null;
        using HeapMapRecorder? maps = spec.CountWork && spec.Probes.HasFlag(Probes.HeapMap) ? new() : null;
        string? error = null;
        CellStatus status;
        try
        {
            engine = MakeEngine(spec, Both(memory is null ? null : memory.Offer, maps is null ? null : maps.Offer));
            IWorkload workload = LoadWorkload(spec, out ParameterValues parameters);
            loop = new MeasuredLoop(engine, workload, parameters, spec, memory, maps);
            error = loop.Run();
            status = error is null ? CellStatus.Ok : CellStatus.Invalid;
        }
        catch (HeapExhaustedException exception)
        {
            (status, error) = (CellStatus.Oom, exception.Message);
        }
        catch (OutOfMemoryException exception)
        {
            string limit = spec.HeapBytes is { } bytes ? $" under the heap limit of {bytes} bytes" : string.Empty;
            (status, error) = (CellStatus.Oom, $"Out of memory: the host runtime refused an allocation{limit} ({exception.Message.TrimEnd('.')}).");
        }
        catch (ParameterException exception)
        {
            (status, error) = (CellStatus.Invalid, exception.Message);
        }
        catch (Exception exception)
        {
            // Whatever an engine or a workload throws is the end of this cell, and the reason belongs into its row.
            (status, error) = (CellStatus.Crash, Describe(exception));
        }

        WorkerResult result = Result(spec, status, error, engine, loop) with
        {
            Process = spec.Process,
            Memory = memory?.Samples,
            HeapMaps = maps?.Record(),
        };
        loop?.Dispose();
        if (spec.NextResultPaths is null)
        {
            return result; // The end of the process frees a heap faster.
        }

        engine?.Dispose();
        return ownsProcess ? result : result with { StartupNs = null, RssPeakBytes = null };
    }

    /// <summary>Makes the engine of a specification.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="sampled">What is called where the engine offers its heap for a look; null for nothing.</param>
    public static IEngine MakeEngine(WorkerSpec spec, Action<SampleMoment>? sampled = null)
    {
        IEngineFactory factory = Load<IEngineFactory>(spec.EngineAssembly, spec.EngineType);
        return factory.Create(new EngineOptions
        {
            Parameters = ParameterValues.Parse($"engine {spec.EngineName}", factory.Parameters, spec.EngineParameters),
            HeapLimitBytes = spec.HeapBytes,
            CountWork = spec.CountWork,
            Verify = spec.Verify,
            Sampled = sampled,
        });
    }

    /// <summary>Finds the workload of a specification.</summary>
    public static IWorkload LoadWorkload(WorkerSpec spec, out ParameterValues parameters)
    {
        IWorkload workload = Load<IWorkload>(spec.WorkloadAssembly, spec.WorkloadType);
        parameters = ParameterValues.Parse($"workload {spec.WorkloadName}", workload.Parameters, spec.WorkloadParameters);
        return workload;
    }

    private static Action<SampleMoment>? Both(Action<SampleMoment>? first, Action<SampleMoment>? second) => first + second;

    private static WorkerResult Result(WorkerSpec spec, CellStatus status, string? error, IEngine? engine, MeasuredLoop? loop)
    {
        HeapStatistics? statistics = engine?.Control.Statistics;
        IReadOnlyList<WorkerSetting> settings = spec.CountWork || engine is null ? [] : SettingsReader.Read(engine);
        return new WorkerResult
        {
            Status = status,
            Error = error,
            Runtime = RuntimeInformation.FrameworkDescription,
            StartupNs = loop?.StartupNanoseconds,
            HeapPeakBytes = statistics?.PeakUsedBytes,
            PeakLiveBytes = loop?.LiveBytes,
            CommittedPeakBytes = statistics?.PeakCommittedBytes,
            CallDelays = statistics?.CallDelays,
            RssPeakBytes = spec.Probes.HasFlag(Probes.Rss) ? ProcessClock.PeakResidentBytes() : null,
            Iterations = loop?.Iterations ?? [],
            Events = loop?.Recorder.Events ?? PackedColumns.None(EventColumns.NumberCount, EventColumns.TextCount),
            Timeline = loop?.Recorder.Samples ?? PackedColumns.None(TimelineColumns.NumberCount, 0),
            Work = loop?.Work ?? [],
            Settings = settings,
            Requests = loop is { Requests.Count: > 0 } ? loop.Requests : null,
            Counters = loop?.Counters,
            Observation = loop?.Observation,
            Warnings = [.. loop?.Warnings ?? [], .. SettingsReader.Warnings(settings)],
        };
    }

    private static string Describe(Exception exception)
    {
        Exception inner = exception is TargetInvocationException { InnerException: { } thrown } ? thrown : exception;
        string where = inner.StackTrace?.Split('\n')[0].Trim() ?? "an unknown place";
        return $"{inner.GetType().Name}: {inner.Message} ({where})";
    }

    private static T Load<T>(string assembly, string type) =>
        (T)Activator.CreateInstance(Assembly.Load(assembly).GetType(type, throwOnError: true)!, nonPublic: true)!;
}
