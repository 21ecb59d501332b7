using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>Copies events and samples of measured iterations out of the engine's logs, between iterations.</summary>
internal sealed class EventRecorder(IEngine engine, PhaseRecorder phases)
{
    private const int MostEvents = 200_000;
    private const int Buckets = 200;
    private const int SamplesPerBucket = 3;

    private static readonly string[] s_kinds = ["minor", "major", "increment", "cycle", "sweep_slice", "cascade", "host"];
    private static readonly string[] s_causes = ["allocation_failure", "threshold", "explicit", "release", "host", "stress"];

    /// <summary>Events of the measured iterations.</summary>
    public List<WorkerEvent> Events { get; } = [];

    /// <summary>Samples of the measured iterations.</summary>
    public List<WorkerSample> Samples { get; } = [];

    /// <summary>Events that found no room.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Sums the pauses of a range of the log.</summary>
    public (long Nanoseconds, long Count) Pauses(int from, int to)
    {
        long sum = 0;
        long count = 0;
        for (int i = from; i < to; i++)
        {
            long pause = engine.Events[i].PauseNanoseconds;
            sum += pause;
            count += pause > 0 ? 1 : 0;
        }

        return (sum, count);
    }

    /// <summary>Copies the events of one iteration.</summary>
    public void AddEvents(int iteration, int from, int to, long originNanoseconds)
    {
        for (int i = from; i < to; i++)
        {
            if (Events.Count >= MostEvents)
            {
                LeftOut += to - i;
                return;
            }

            GcEvent e = engine.Events[i];
            long?[] numbers =
            [
                Known(e.Generation), e.StartNanoseconds - originNanoseconds, e.PauseNanoseconds, Known(e.CpuNanoseconds),
                e.AllocatedBytes, Known(e.BeforeBytes), Known(e.AfterBytes), Known(e.CommittedBytes),
                Known(e.VisitedObjects), Known(e.CopiedObjects), Known(e.CopiedBytes), Known(e.FreedObjects),
                Known(e.FreedBytes), Known(e.FinalizersRun), Known(e.WeakCleared), Known(e.UncollectableObjects),
                Known(e.OldState), Known(e.NewState), Known(e.PinnedObjects),
            ];
            Events.Add(new WorkerEvent(
                iteration, phases.At(e.StartNanoseconds), s_kinds[(int)e.Kind], s_causes[(int)e.Cause], numbers)
            {
                Details = EventDetails.Of(e),
            });
        }
    }

    /// <summary>Copies the samples of one iteration; of very many it keeps the first and the highest of each bucket.</summary>
    public void AddSamples(int iteration, int from, int to, long originNanoseconds)
    {
        int count = to - from;
        if (count <= Buckets * SamplesPerBucket)
        {
            for (int i = from; i < to; i++)
            {
                Add(iteration, engine.Timeline[i], originNanoseconds);
            }

            return;
        }

        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            int first = from + (int)((long)count * bucket / Buckets);
            int end = from + (int)((long)count * (bucket + 1) / Buckets);
            int used = first;
            int committed = first;
            for (int i = first; i < end; i++)
            {
                used = engine.Timeline[i].UsedBytes > engine.Timeline[used].UsedBytes ? i : used;
                committed = engine.Timeline[i].CommittedBytes > engine.Timeline[committed].CommittedBytes ? i : committed;
            }

            foreach (int i in new SortedSet<int> { first, used, committed })
            {
                Add(iteration, engine.Timeline[i], originNanoseconds);
            }
        }
    }

    private void Add(int iteration, MemorySample sample, long origin) => Samples.Add(new WorkerSample(
        iteration, sample.WallNanoseconds - origin, sample.AllocatedBytes, Known(sample.UsedBytes), Known(sample.CommittedBytes)));

    private static long? Known(long value) => EventDetails.Known(value);
}
