using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.PyPy.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>What PyPy's module gc has and what it lacks: a name here for each name there, or a reason in the table.</summary>
public sealed class ApiTests
{
    private const string GcNames = "gc_names";
    private const string StepFields = "step_fields";
    private const string StatsFields = "stats_fields";

    private const string FirstStep = "step_first";

    private static readonly string[] s_leftOut = ["duration"];

    /// <summary>What stands for each name of the module; each is called below or in other tests of this folder.</summary>
    private static readonly Dictionary<string, (Type Type, string Member)> s_names = new(StringComparer.Ordinal)
    {
        ["collect"] = (typeof(IHeapControl), nameof(IHeapControl.Collect)),
        ["collect_step"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.CollectStep)),
        ["disable"] = (typeof(IHeapControl), nameof(IHeapControl.AutomaticCollection)),
        ["enable"] = (typeof(IHeapControl), nameof(IHeapControl.AutomaticCollection)),
        ["isenabled"] = (typeof(IHeapControl), nameof(IHeapControl.AutomaticCollection)),
        ["disable_finalizers"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.DisableFinalizers)),
        ["enable_finalizers"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.EnableFinalizers)),
        ["get_objects"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.PushObjects)),
        ["get_referents"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.PushReferents)),
        ["get_referrers"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.PushReferrers)),
        ["get_rpy_memory_usage"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.GetMemoryUsage)),
        ["get_stats"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.GetStatistics)),
        ["hooks"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.Hooks)),
        ["GcCollectStepStats"] = (typeof(IPyPyGcModule<>), nameof(IPyPyGcModule<int>.CollectStep)),
    };

    private static readonly Dictionary<string, string> s_stepFields = new(StringComparer.Ordinal)
    {
        ["count"] = nameof(GcCollectStepStats.Count),
        ["duration"] = nameof(GcCollectStepStats.DurationNanoseconds),
        ["duration_min"] = nameof(GcCollectStepStats.ShortestNanoseconds),
        ["duration_max"] = nameof(GcCollectStepStats.LongestNanoseconds),
        ["oldstate"] = nameof(GcCollectStepStats.OldState),
        ["newstate"] = nameof(GcCollectStepStats.NewState),
        ["major_is_done"] = nameof(GcCollectStepStats.IsMajorDone),
    };

    private static readonly Dictionary<string, IncrementalState> s_states = new(StringComparer.Ordinal)
    {
        ["STATE_SCANNING"] = IncrementalState.Scanning,
        ["STATE_MARKING"] = IncrementalState.Marking,
        ["STATE_SWEEPING"] = IncrementalState.Sweeping,
        ["STATE_FINALIZING"] = IncrementalState.Finalizing,
        ["STATE_USERDEL"] = IncrementalState.UserDel,
    };

    private static readonly Dictionary<string, string> s_statsFields = new(StringComparer.Ordinal)
    {
        ["total_gc_memory"] = nameof(PyPyMemoryStats.TotalGcMemory),
        ["memory_used_sum"] = nameof(PyPyMemoryStats.TotalGcMemory),
        ["peak_memory"] = nameof(PyPyMemoryStats.PeakMemory),
        ["total_arena_memory"] = nameof(PyPyMemoryStats.TotalArenaMemory),
        ["total_rawmalloced_memory"] = nameof(PyPyMemoryStats.TotalRawMemory),
        ["nursery_size"] = nameof(PyPyMemoryStats.NurserySize),
        ["total_allocated_memory"] = nameof(PyPyMemoryStats.TotalAllocatedMemory),
        ["memory_allocated_sum"] = nameof(PyPyMemoryStats.TotalAllocatedMemory),
        ["peak_allocated_memory"] = nameof(PyPyMemoryStats.PeakAllocatedMemory),
        ["total_memory_pressure"] = nameof(PyPyMemoryStats.MemoryPressure),
        ["total_gc_time"] = nameof(PyPyMemoryStats.TotalGcTimeMilliseconds),
    };

    private static readonly Dictionary<string, Func<PyPyScript, object?>> s_facts = new(StringComparer.Ordinal)
    {
        ["has_gc.get_threshold"] = script => script.Control.Thresholds.Count > 0,
        ["has_gc.set_threshold"] = script => !Throws<NotSupportedException>(() => script.Control.SetThresholds([1])),
        ["has_gc.get_count"] = script => script.Control.Counts.Count > 0,
        ["has_gc.freeze"] = script => script.HasGcOfCPython,
        ["has_gc.unfreeze"] = script => script.HasGcOfCPython,
        ["has_gc.callbacks"] = script => script.HasGcOfCPython,
        ["has_gc.is_tracked"] = script => script.HasGcOfCPython,
        ["has_gc.is_finalized"] = script => script.HasGcOfCPython,
        ["has_gc.get_debug"] = script => script.HasGcOfCPython,
        ["has_gc.set_debug"] = script => script.HasGcOfCPython,
        ["has_gc.DEBUG_LEAK"] = script => script.HasGcOfCPython,
        ["has_sys.getrefcount"] = script => script.ReferenceCount(script.New(PyPyTypes.Instance)) is not null,
        ["collect_returns"] = script => script.Collect(),
        ["collect_gen_returns"] = script => new[] { script.Collect(0), script.Collect(1), script.Collect() },
        ["isenabled"] = script => script.IsEnabled,
        ["isenabled_after_disable"] = script => IsEnabledAfterDisable(script),
    };

    public static TheoryData<string> Files => RecordedFiles.Single("api");

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_module_answers_is_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement recorded = document.RootElement.GetProperty("result");

        foreach ((string name, Func<PyPyScript, object?> find) in s_facts)
        {
            PyPyScript.Run(script => Facts.Check(name, recorded.GetProperty(name), find(script)));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_first_step_begins_to_mark(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement recorded = document.RootElement.GetProperty("result").GetProperty("step_first");
        PyPyScript.Run(script =>
        {
            script.Collect();
            GcCollectStepStats step = script.Step();

            Facts.Check("oldstate", recorded[0], step.OldState.ToString().ToUpperInvariant());
            Facts.Check("newstate", recorded[1], step.NewState.ToString().ToUpperInvariant());
            Facts.Check("major_is_done", recorded[2], step.IsMajorDone);
        });
    }

    [Fact]
    public void What_stands_for_a_name_is_there()
    {
        Assert.All(s_states.Values, state => Assert.True(Enum.IsDefined(state)));
        Assert.All(s_names.Values, name => Assert.NotEmpty(name.Type.GetMember(name.Member)));
        Assert.All(s_stepFields.Values, field => Assert.NotNull(typeof(GcCollectStepStats).GetProperty(field)));
        Assert.All(s_statsFields.Values, field => Assert.NotNull(typeof(PyPyMemoryStats).GetProperty(field)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_has_one_here_or_is_in_the_table(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement result = document.RootElement.GetProperty("result");
        IEnumerable<string> recorded = result.EnumerateObject().SelectMany(fact =>
            fact.Name is GcNames or StepFields or StatsFields
                ? fact.Value.EnumerateArray().Select(name => $"{fact.Name}/{name}")
                : [fact.Name]);

        new LeftOutTable("PyPy").Check(
            "api",
            recorded,
            s_facts.Keys
                .Concat(s_names.Keys.Select(name => $"{GcNames}/{name}"))
                .Concat(s_stepFields.Keys.Select(name => $"{StepFields}/{name}"))
                .Concat(s_states.Keys.Select(name => $"{StepFields}/{name}"))
                .Concat(s_statsFields.Keys.Select(name => $"{StatsFields}/{name}"))
                .Append(FirstStep)
                .ToDictionary(name => name, name => name == FirstStep ? s_leftOut : [], StringComparer.Ordinal));
    }

    private static bool IsEnabledAfterDisable(PyPyScript script)
    {
        script.IsEnabled = false;
        return script.IsEnabled;
    }

    private static bool Throws<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (TException)
        {
            return true;
        }
    }
}
