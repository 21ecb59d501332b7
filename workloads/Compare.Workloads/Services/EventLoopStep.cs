namespace Compare.Workloads.Services;

/// <summary>What a task of <see cref="EventLoop"/> does at a step.</summary>
internal enum EventLoopStep
{
    /// <summary>Waits for a timer.</summary>
    Sleep,

    /// <summary>Waits for a future that a timer completes with fresh bytes.</summary>
    Read,

    /// <summary>Starts another task and waits for its end.</summary>
    Spawn,
}
