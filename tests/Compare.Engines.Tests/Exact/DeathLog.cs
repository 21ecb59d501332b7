using Compare.Engines.Exact.Observations;

namespace Compare.Engines.Tests.Exact;

/// <summary>Notes when each object died, and passes everything on.</summary>
internal sealed class DeathLog(IExactObserver next) : IExactObserver
{
    /// <summary>Gets the death of each dead object by its birth: when, and whether counting alone would never have reclaimed it.</summary>
    public Dictionary<long, (long Time, bool IsCyclic)> Deaths { get; } = [];

    public void Allocated(long bytes, long clock, long liveObjects, long liveBytes) =>
        next.Allocated(bytes, clock, liveObjects, liveBytes);

    public void BufferSized(long bytes, long clock, long liveObjects, long liveBytes) =>
        next.BufferSized(bytes, clock, liveObjects, liveBytes);

    public void BufferDied(long birth, long bytes, long time) => next.BufferDied(birth, bytes, time);

    public void ObjectDied(long birth, long bytes, long bufferBytes, long time, bool isCyclic)
    {
        Deaths.Add(birth, (time, isCyclic));
        next.ObjectDied(birth, bytes, bufferBytes, time, isCyclic);
    }

    public void Stored(long holderBirth, long valueBirth, long clock, bool isInitialising, bool isClearing) =>
        next.Stored(holderBirth, valueBirth, clock, isInitialising, isClearing);

    public void WeakReferenceMade() => next.WeakReferenceMade();

    public void FinalizerCalled() => next.FinalizerCalled();

    public bool WantsTrace(long liveObjects) => next.WantsTrace(liveObjects);

    public void BeginTrace() => next.BeginTrace();

    public void EndTrace() => next.EndTrace();
}
