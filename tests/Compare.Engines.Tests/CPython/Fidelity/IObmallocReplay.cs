namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A recorded sequence of allocations, run on the engine's allocator.</summary>
internal interface IObmallocReplay : IDisposable
{
    /// <summary>Gets the placements that were compared.</summary>
    int Compared { get; }

    /// <summary>Gets the most arenas that the engine's allocator held at one time.</summary>
    long MostArenas { get; }

    /// <summary>Gets the most arenas in which recorded blocks lay at one time.</summary>
    int MostRecordedArenas { get; }

    /// <summary>Runs the sequence and compares each placement.</summary>
    void Run();
}
