using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Worker;

/// <summary>Copies events and samples of measured iterations out of the engine's logs, between iterations.</summary>
internal sealed class EventRecorder(IEngine engine, PhaseRecorder phases)
{
    private const int MostEvents = 200_000;
    private const int Buckets = 200;
    private const int SamplesPerBucket = 3;

    private readonly ColumnsBuilder _events = new(EventColumns.NumberCount, EventColumns.TextCount);
    private readonly ColumnsBuilder _samples = new(TimelineColumns.NumberCount, 0);

    /// <summary>Events of the measured iterations.</summary>
    public PackedColumns Events => _events.Build();

    /// <summary>Samples of the measured iterations.</summary>
    public PackedColumns Samples => _samples.Build();

    /// <summary>Events that found room.</summary>
    public int Kept => _events.Count;

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
        Span<long?> numbers = new long?[EventColumns.NumberCount];
        Span<string?> texts = new string?[EventColumns.TextCount];
        for (int i = from; i < to; i++)
        {
            if (_events.Count >= MostEvents)
            {
                LeftOut += to - i;
                return;
            }

            GcEvent e = engine.Events[i];
            EventPacking.Fill(e, numbers, texts);
            numbers[EventColumns.Event] = _events.Count;
            numbers[EventColumns.Iteration] = iteration;
            numbers[EventColumns.StartNs] = e.StartNanoseconds - originNanoseconds;
            texts[EventColumns.Phase] = phases.At(e.StartNanoseconds);
            _events.Add(numbers, texts);
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

    private void Add(int iteration, MemorySample sample, long origin) => _samples.Add(
        [
            iteration, sample.WallNanoseconds - origin, sample.AllocatedBytes,
            EventPacking.Known(sample.UsedBytes), EventPacking.Known(sample.CommittedBytes),
        ],
        []);
}
