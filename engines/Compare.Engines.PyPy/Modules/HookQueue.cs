using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.PyPy.Modules;

/// <summary>
/// Sums up collections until the program comes to a check point, where its hooks are told: PyPy cannot run Python code inside
/// a collection either.
/// </summary>
internal sealed class HookQueue : IPyPyGcHooks
{
    private GcMinorStats _minor;
    private GcCollectStepStats _step;
    private GcCollectStats _collect;
    private bool _isDelivering;

    /// <summary>Gets or sets the program's hooks.</summary>
    public IPyPyGcHooks? Listener { get; set; }

    /// <summary>Gets a value indicating whether there are hooks.</summary>
    public bool HasListener => Listener is not null;

    /// <inheritdoc/>
    public void OnMinor(GcMinorStats stats)
    {
        if (HasListener)
        {
            _minor = stats with
            {
                Count = _minor.Count + stats.Count,
                DurationNanoseconds = _minor.DurationNanoseconds + stats.DurationNanoseconds,
                ShortestNanoseconds = Shortest(_minor.Count, _minor.ShortestNanoseconds, stats.ShortestNanoseconds),
                LongestNanoseconds = Math.Max(_minor.LongestNanoseconds, stats.LongestNanoseconds),
            };
        }
    }

    /// <inheritdoc/>
    public void OnCollectStep(GcCollectStepStats stats)
    {
        if (HasListener)
        {
            _step = stats with
            {
                Count = _step.Count + stats.Count,
                DurationNanoseconds = _step.DurationNanoseconds + stats.DurationNanoseconds,
                ShortestNanoseconds = Shortest(_step.Count, _step.ShortestNanoseconds, stats.ShortestNanoseconds),
                LongestNanoseconds = Math.Max(_step.LongestNanoseconds, stats.LongestNanoseconds),
            };
        }
    }

    /// <inheritdoc/>
    public void OnCollect(GcCollectStats stats)
    {
        if (HasListener)
        {
            _collect = stats with { Count = _collect.Count + stats.Count };
        }
    }

    /// <summary>Tells the hooks what has happened since the last call. Collections inside a hook are told at the next one.</summary>
    public void Deliver()
    {
        if (Listener is not { } hooks || _isDelivering)
        {
            return;
        }

        (GcMinorStats minor, GcCollectStepStats step, GcCollectStats collect) = (_minor, _step, _collect);
        (_minor, _step, _collect) = (default, default, default);
        _isDelivering = true;
        try
        {
            if (minor.Count > 0)
            {
                hooks.OnMinor(minor);
            }

            if (step.Count > 0)
            {
                hooks.OnCollectStep(step);
            }

            if (collect.Count > 0)
            {
                hooks.OnCollect(collect);
            }
        }
        finally
        {
            _isDelivering = false;
        }
    }

    private static long Shortest(long count, long soFar, long next) => count == 0 ? next : Math.Min(soFar, next);
}
