namespace Compare.Engines.Clr.Modules;

/// <summary>Jython 2.7: asks the host for a collection and does not wait for what follows; refuses nearly all else.</summary>
/// <remarks>Objects are never monitored here (<c>gc.monitorObject</c>), so nothing is counted or searched.</remarks>
/// <param name="engine">The engine.</param>
internal sealed class JythonGcModule(ClrEngine engine) : HostedGcModule(engine)
{
    private const string NotApplicable = "This is not applicable to the host's collector.";
    private const string NotMonitored = "Without monitored objects Jython's gc module cannot search the host's heap.";

    /// <summary>What <c>gc.collect</c> returns when it counts nothing (UNKNOWN_COUNT).</summary>
    private const long UnknownCount = -2;

    /// <inheritdoc/>
    public override int Debug { get; set; }

    /// <inheritdoc/>
    public override IList<ClrReference> Garbage { get; } = new List<ClrReference>();

    /// <inheritdoc/>
    public override int Generations => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<long> StoredThresholds => [];

    /// <inheritdoc/>
    public override long Collect()
    {
        ClrEngine.CollectWithoutWaiting();
        return UnknownCount;
    }

    /// <inheritdoc/>
    /// <remarks>Any number does, and means nothing.</remarks>
    public override long Collect(int generation) => Collect();

    /// <inheritdoc/>
    public override void Disable() => throw new NotSupportedException("The host's collector cannot be disabled.");

    /// <inheritdoc/>
    public override IReadOnlyList<long> GetCounts() => throw new NotSupportedException(NotApplicable);

    /// <inheritdoc/>
    public override IReadOnlyList<long> GetThresholds() => throw new NotSupportedException(NotApplicable);

    /// <inheritdoc/>
    public override void SetThresholds(params ReadOnlySpan<long> thresholds) => throw new NotSupportedException(NotApplicable);

    /// <inheritdoc/>
    public override bool IsTracked(ClrReference obj) => false;

    /// <inheritdoc/>
    public override int PushObjects() => throw new NotSupportedException(NotMonitored);

    /// <inheritdoc/>
    public override int PushReferents(ClrReference obj) => Engine.PushReferents(obj.Target!);

    /// <inheritdoc/>
    public override int PushReferrers(ClrReference obj) => throw new NotSupportedException(NotMonitored);

    /// <inheritdoc/>
    public override long GetSize(ClrReference obj) => throw Missing("sys", "getsizeof");
}
