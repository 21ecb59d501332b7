using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>The census: objects by type and by the list that the collector keeps them in.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private const string Untracked = "untracked";

    /// <inheritdoc/>
    /// <remarks>
    /// Tracked objects are found in the lists; the others by subtraction from the accounts of allocation and death,
    /// because the pools know sizes, not types.
    /// </remarks>
    public HeapCensus TakeCensus()
    {
        List<CensusRow> rows = [];
        long[] objects = new long[_types.Count];
        long[] bytes = new long[_types.Count];
        long[] trackedObjects = new long[_types.Count];
        long[] trackedBytes = new long[_types.Count];
        for (int list = 0; list <= PermanentGeneration; list++)
        {
            CountList(list, objects, bytes);
            for (int type = 0; type < _types.Count; type++)
            {
                AddRow(rows, type, SpaceName(list), objects[type], bytes[type]);
                trackedObjects[type] += objects[type];
                trackedBytes[type] += bytes[type];
                objects[type] = 0;
                bytes[type] = 0;
            }
        }

        for (int type = 0; type < _types.Count; type++)
        {
            TypeInfo* info = _types.Info(type);
            AddRow(rows, type, Untracked, info->LiveObjects() - trackedObjects[type], info->LiveBytes() - trackedBytes[type]);
        }

        return new([.. rows.OrderBy(row => row.Type, StringComparer.Ordinal).ThenBy(row => row.Space, StringComparer.Ordinal)]);
    }

    private string SpaceName(int list) => (list, TVersion.IsIncremental) switch
    {
        (PermanentGeneration, _) => "permanent",
        (0, true) => "young",
        (_, true) => list == _visitedSpace ? "old, visited" : "old, pending",
        _ => $"generation {list}",
    };

    private void AddRow(List<CensusRow> rows, int type, string space, long objects, long bytes)
    {
        if (objects > 0)
        {
            rows.Add(new(_types.Type(type).Name, space, objects, bytes));
        }
    }

    private void CountList(int list, long[] objects, long[] bytes)
    {
        nint head = Generation(list);
        for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
        {
            nint obj = GcHeader.Object(header);
            int type = ObjectLayout.Type(obj)->Number;
            objects[type]++;
            bytes[type] += OccupiedBytes(obj);
        }
    }

    /// <summary>Bytes of all blocks of an object.</summary>
    private long OccupiedBytes(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        long bytes = info->IsInstance != 0 ? InstanceBytes(obj, info)
            : info->Elements != Abstractions.Types.ElementKind.None ? BlockBytes(RequestedBytes(obj, info))
            : info->BlockBytes;
        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            nint address = ObjectLayout.Buffer(obj, buffer);
            if (address != 0 && !IsInlineBuffer(obj, info, buffer))
            {
                bytes += BufferBlockBytes(address - BufferPrefix(info, buffer, address), BufferBytes(obj, info, buffer));
            }
        }

        return bytes;
    }
}
