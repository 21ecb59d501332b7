namespace Compare.Engines.Abstractions.Modules;

/// <summary>States of PyPy's incremental major collection, with its numbers (<c>gc.GcCollectStepStats.GC_STATES</c>).</summary>
public enum IncrementalState
{
    /// <summary>No major collection runs; the next step scans the roots.</summary>
    Scanning = 0,

    /// <summary>Reachable objects are being marked.</summary>
    Marking = 1,

    /// <summary>Unmarked objects are being freed.</summary>
    Sweeping = 2,

    /// <summary>Finalizers are about to be triggered.</summary>
    Finalizing = 3,

    /// <summary>The program's finalizers are about to run; known to <c>gc.collect_step</c>, not to the collector.</summary>
    UserDel = 4,
}
