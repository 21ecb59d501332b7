using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Clr.Modules;

/// <summary>What IronPython and Jython have in common.</summary>
/// <param name="engine">The engine.</param>
internal abstract class HostedGcModule(ClrEngine engine) : IHostedGcModule<ClrReference>
{
    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    public bool IsEnabled => true;

    /// <inheritdoc/>
    public abstract int Debug { get; set; }

    /// <inheritdoc/>
    public abstract IList<ClrReference> Garbage { get; }

    /// <summary>Gets the generations that a collection distinguishes.</summary>
    public abstract int Generations { get; }

    /// <summary>Gets the thresholds that the control shows; empty where asking is refused.</summary>
    public abstract IReadOnlyList<long> StoredThresholds { get; }

    /// <summary>Gets the engine.</summary>
    protected ClrEngine Engine { get; } = engine;

    /// <inheritdoc/>
    public abstract long Collect();

    /// <inheritdoc/>
    public abstract long Collect(int generation);

    /// <inheritdoc/>
    public void Enable()
    {
    }

    /// <inheritdoc/>
    public abstract void Disable();

    /// <inheritdoc/>
    public abstract IReadOnlyList<long> GetCounts();

    /// <inheritdoc/>
    public abstract IReadOnlyList<long> GetThresholds();

    /// <inheritdoc/>
    public abstract void SetThresholds(params ReadOnlySpan<long> thresholds);

    /// <inheritdoc/>
    public abstract bool IsTracked(ClrReference obj);

    /// <inheritdoc/>
    public abstract int PushObjects();

    /// <inheritdoc/>
    public abstract int PushReferents(ClrReference obj);

    /// <inheritdoc/>
    public abstract int PushReferrers(ClrReference obj);

    /// <inheritdoc/>
    public long GetId(ClrReference obj) => Engine.Identity(obj.Target!);

    /// <inheritdoc/>
    public long GetReferenceCount(ClrReference obj) => throw Missing("sys", "getrefcount");

    /// <inheritdoc/>
    public abstract long GetSize(ClrReference obj);

    /// <summary>Makes the exception for what the original does not have.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">The function.</param>
    /// <returns>The exception.</returns>
    protected static MissingMemberException Missing(string module, string name) =>
        new($"The module '{module}' has no attribute '{name}'.");
}
