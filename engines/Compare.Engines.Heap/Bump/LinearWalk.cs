using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Heap.Bump;

/// <summary>Walks objects that follow each other in memory, for census and verifier.</summary>
public static unsafe class LinearWalk
{
    /// <summary>Visits the objects of a region in address order.</summary>
    /// <param name="start">Address of the first object.</param>
    /// <param name="end">Address behind the last one.</param>
    /// <param name="visit">Is given the address of each object, hidden buffers included.</param>
    public static void Visit(nint start, nint end, Action<nint> visit)
    {
        for (nint obj = start; obj < end; obj += BumpObject.Size(obj))
        {
            visit(obj);
        }
    }

    /// <summary>Visits the references that an object holds, null ones included.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="visit">Is given the address of each slot.</param>
    public static void VisitSlots(nint obj, Action<nint> visit)
    {
        BumpTypeInfo* info = BumpObject.Info(obj);
        for (int i = 0; i < info->TracedFields; i++)
        {
            visit(obj + BumpObject.HeaderBytes + ((nint)i * BumpObject.SlotBytes));
        }

        if (info->Elements == ElementKind.References)
        {
            int perItem = info->IsBuffer != 0 ? info->Items.References : 1;
            int stride = info->ElementBytes;
            for (int item = 0; item < BumpObject.Length(obj); item++)
            {
                for (int i = 0; i < perItem; i++)
                {
                    visit(BumpObject.Elements(obj, info) + ((nint)item * stride) + ((nint)i * BumpObject.SlotBytes));
                }
            }
        }
    }

    /// <summary>Counts objects by type. The bytes of a hidden buffer go to a line "(buffers)", its objects do not count.</summary>
    /// <param name="types">The engine's types.</param>
    /// <param name="space">Name of the space.</param>
    /// <param name="regions">Start and end of each region.</param>
    /// <returns>The census, in order of type names.</returns>
    public static HeapCensus TakeCensus(
        TypeRegistry<BumpTypeInfo> types, string space, IEnumerable<(nint Start, nint End)> regions)
    {
        long[] objects = new long[types.Count];
        long[] bytes = new long[types.Count];
        long bufferBytes = 0;
        foreach ((nint start, nint end) in regions)
        {
            Visit(start, end, obj =>
            {
                BumpTypeInfo* info = BumpObject.Info(obj);
                if (info->IsBuffer != 0)
                {
                    bufferBytes += BumpObject.Size(obj);
                }
                else
                {
                    objects[info->Number]++;
                    bytes[info->Number] += BumpObject.Size(obj);
                }
            });
        }

        List<CensusRow> rows = [];
        for (int i = 0; i < types.Count; i++)
        {
            if (objects[i] > 0)
            {
                rows.Add(new(types.Type(i).Name, space, objects[i], bytes[i]));
            }
        }

        if (bufferBytes > 0)
        {
            rows.Add(new("(buffers)", space, 0, bufferBytes));
        }

        return new([.. rows.OrderBy(row => row.Type, StringComparer.Ordinal)]);
    }
}
