using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Clr.Modules;

/// <summary>IronPython 3: forwards to the host what it can, stores thresholds, warns of the rest.</summary>
/// <param name="engine">The engine.</param>
internal sealed class IronPythonGcModule(ClrEngine engine) : HostedGcModule(engine)
{
    private const string Refusal = "IronPython's gc module does not implement this: the host has no such question.";

    // sys.getsizeof: an object, the class and dictionary of an instance of a Python class, and each reference field.
    private const int EstimatedHeader = 16;
    private const int EstimatedInstance = 24;
    private const int EstimatedReference = 8;

    private readonly long[] _thresholds = [65536, 262144, 1048576];
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public override int Debug
    {
        get => 0;
        set => throw new NotSupportedException(Refusal);
    }

    /// <inheritdoc/>
    /// <remarks>A new list at each access: what a program puts into one is gone.</remarks>
    public override IList<ClrReference> Garbage => new List<ClrReference>();

    /// <inheritdoc/>
    public override int Generations => GC.MaxGeneration + 1;

    /// <inheritdoc/>
    public override IReadOnlyList<long> StoredThresholds => [.. _thresholds];

    /// <inheritdoc/>
    public override long Collect() => Collect(GC.MaxGeneration);

    /// <inheritdoc/>
    public override long Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(generation, GC.MaxGeneration);
        return Engine.CollectAndWait(generation);
    }

    /// <inheritdoc/>
    public override void Disable() => _warnings.Add("IronPython has no support for disabling the collector.");

    /// <inheritdoc/>
    public override IReadOnlyList<long> GetCounts() => throw Missing("gc", "get_count");

    /// <inheritdoc/>
    public override IReadOnlyList<long> GetThresholds() => StoredThresholds;

    /// <inheritdoc/>
    public override void SetThresholds(params ReadOnlySpan<long> thresholds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(thresholds.Length, _thresholds.Length, nameof(thresholds));
        foreach (long threshold in thresholds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(threshold, nameof(thresholds));
        }

        thresholds.CopyTo(_thresholds);
    }

    /// <inheritdoc/>
    public override bool IsTracked(ClrReference obj) => throw Missing("gc", "is_tracked");

    /// <inheritdoc/>
    public override int PushObjects() => throw new NotSupportedException(Refusal);

    /// <inheritdoc/>
    public override int PushReferents(ClrReference obj) => throw new NotSupportedException(Refusal);

    /// <inheritdoc/>
    public override int PushReferrers(ClrReference obj) => throw new NotSupportedException(Refusal);

    /// <inheritdoc/>
    public override long GetSize(ClrReference obj)
    {
        ObjectType type = Engine.TypeOf(obj.Target!);
        int instance = type.Kind is PythonKind.Instance or PythonKind.SlotsInstance ? EstimatedInstance : 0;
        return EstimatedHeader + instance + ((long)Engine.SlotsOf(obj.Target!) * EstimatedReference);
    }
}
