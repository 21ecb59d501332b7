using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Clr.Host;

namespace Compare.Engines.Clr;

/// <content>What of the host's settings came into effect, and what observing it costs.</content>
public sealed unsafe partial class ClrEngine
{
    /// <summary>Collections to watch for the budget of generation 0: the first ones still know the program.</summary>
    private const int BudgetCollections = 8;

    /// <summary>Collections that are asked for where the garbage causes none: the second one has no survivors.</summary>
    private const int LeastBudgetCollections = 2;

    /// <summary>Most garbage that is made to watch them, bytes; a larger budget shows in a collection that is asked for.</summary>
    private const long MostBudgetGarbageBytes = 64L << 20;

    private const int GarbageArrayBytes = 1 << 10;

    private readonly HostLatency _latency;

    /// <inheritdoc/>
    /// <remarks>
    /// The host does not say which budget of generation 0 it goes by, but each collection tells which one it chose. When a
    /// budget was asked for, some garbage is made and collected here, so that what survives of the program plays no part.
    /// </remarks>
    public IReadOnlyList<EngineSetting> GetSettings()
    {
        if (_options.Parameters.Has(ClrParameters.Gen0) || _options.Parameters.Has(ClrParameters.Gen0Max))
        {
            CollectGarbageOnly();
        }

        return HostSettings.Read(_options, LastGen0Budget());
    }

    /// <inheritdoc/>
    public ObservationCost? GetObservationCost()
    {
        ObservationCost listener = _events.Cost;
        lock (_typesLock)
        {
            return listener with
            {
                CpuNanoseconds = listener.CpuNanoseconds + _noteCpuNanoseconds,
                AllocatedBytes = listener.AllocatedBytes + _noteBytes,
            };
        }
    }

    private static void CollectGarbageOnly()
    {
        int before = GC.CollectionCount(0);
        long left = MostBudgetGarbageBytes;
        while (left > 0 && GC.CollectionCount(0) - before < BudgetCollections)
        {
            MakeGarbage();
            left -= GarbageArrayBytes;
        }

        for (int i = GC.CollectionCount(0) - before; i < LeastBudgetCollections; i++)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // The array must not be found to be local, and live on the stack.
    private static void MakeGarbage() => GC.KeepAlive(new byte[GarbageArrayBytes]);

    private long? LastGen0Budget()
    {
        _ = _events.Count; // Waits for what is on its way.
        for (int i = HostCollections.Instance.Count - 1; i >= 0; i--)
        {
            if (HostCollections.Instance.Get(i).Gen0BudgetBytes is not GcEvent.Unknown and long budget)
            {
                return budget;
            }
        }

        return null;
    }
}
