namespace Compare.Harness.Machine.Counters;

/// <summary>The kernel's counters; tests put their own in its place.</summary>
public interface IPerformanceEvents
{
    /// <summary>The threads of this process; empty where the system does not say.</summary>
    IReadOnlyList<int> Threads();

    /// <summary>Starts a counter for the user-space part of a thread and of all threads that it will start.</summary>
    /// <param name="counter">What to count.</param>
    /// <param name="thread">The thread, 0 for the calling one.</param>
    /// <returns>A handle; below 0 the error number, negated.</returns>
    int Open(HardwareCounter counter, int thread);

    /// <summary>Reads a counter.</summary>
    /// <param name="handle">Its handle.</param>
    /// <returns>The sum over its threads, ended ones too; null when it cannot be read.</returns>
    CounterReading? Read(int handle);

    /// <summary>Ends a counter.</summary>
    /// <param name="handle">Its handle.</param>
    void Close(int handle);

    /// <summary>Says in words why a counter could not be started.</summary>
    /// <param name="error">Error number.</param>
    string Describe(int error);
}
