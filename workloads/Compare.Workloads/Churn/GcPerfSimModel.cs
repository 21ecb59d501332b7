using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Churn;

/// <summary>Allocates, keeps and replaces the same items without a heap, and counts.</summary>
internal static class GcPerfSimModel
{
    /// <summary>Counts what a run allocates, and what it keeps at its end.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>
    /// The expectation, exact without finalizers. With them a replaced item stays until its finalizer has run, which is when the
    /// engine likes, and keeps alive what was behind it in its list: at most all that were ever replaced.
    /// </returns>
    public static WorkloadExpectation Expect(in GcPerfSimSettings settings, ulong seed)
    {
        GcPerfSimStream stream = new(settings, seed);
        int places = settings.Places;
        Queue<GcPerfSimItem>[] lists = new Queue<GcPerfSimItem>[places];
        int used = places;
        long items = 0;
        long bytes = 0;
        long left = settings.AllocatedBytes;
        long replaced = 0;
        for (long made = 0; made < places || left > 0; made++)
        {
            GcPerfSimItem item = stream.NextItem();
            left -= item.Size;
            items++;
            bytes += GcPerfSimTypes.NominalBytes(settings.IsLinked, item.Size);
            if (made < places)
            {
                lists[made] = new([item]);
            }
            else if (item.Survives)
            {
                Replace(settings, lists, ref used, ref stream, item);
                replaced++;
            }
        }

        long table = GcPerfSimTypes.Table.NominalBytes(0) + GcPerfSimTypes.Table.NominalBufferBytes(0, places);
        int objects = GcPerfSimTypes.Objects(settings.IsLinked);
        long kept = 0;
        long keptBytes = 0;
        foreach (GcPerfSimItem item in lists.Take(used).SelectMany(list => list))
        {
            kept++;
            keptBytes += GcPerfSimTypes.NominalBytes(settings.IsLinked, item.Size);
        }

        return new((items * objects) + 1, bytes + table, (kept * objects) + 1, keptBytes + table)
        {
            LiveTolerance = settings.Finalizes ? replaced / (double)Math.Max(1, kept) : 0,
        };
    }

    /// <summary>Puts a survivor in the place of another one.</summary>
    private static void Replace(
        in GcPerfSimSettings settings, Queue<GcPerfSimItem>[] lists, ref int used, ref GcPerfSimStream stream, GcPerfSimItem item)
    {
        if (!settings.IsLinked)
        {
            lists[stream.NextPlace(lists.Length)] = new([item]);
            return;
        }

        int place = stream.NextPlace(used);
        lists[place].Dequeue();
        if (lists[place].Count == 0)
        {
            used--;
            (lists[place], lists[used]) = (lists[used], lists[place]);
        }

        if (used == 0 || (used < lists.Length && stream.NextBeginsList()))
        {
            lists[used++].Enqueue(item);
        }
        else
        {
            lists[stream.NextPlace(used)].Enqueue(item);
        }
    }
}
