using Compare.Engines.Exact.Objects;
using Compare.Engines.Exact.Observations;

namespace Compare.Engines.Exact;

/// <content>The graph of the objects, for <see cref="Demographics"/>.</content>
internal sealed unsafe partial class ExactEngine
{
    /// <summary>Describes the graph. All objects in the heap are taken for live, so it is asked right after a collection.</summary>
    /// <returns>The description.</returns>
    internal GraphShape DescribeGraph()
    {
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            obj->External = 0;
        }

        long[] outObjects = new long[DegreeClass.MostClasses];
        long[] inObjects = new long[DegreeClass.MostClasses];
        (long slots, long references, long toYounger, long mostOut) = (0, 0, 0, 0);
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            DegreeVisitor degrees = new(obj->Birth);
            Edges.Visit(obj, TagMask, ref degrees);
            slots += Edges.Slots(obj);
            references += degrees.References;
            toYounger += degrees.ToYounger;
            mostOut = Math.Max(mostOut, degrees.References);
            outObjects[DegreeClass.IndexOf(degrees.References)]++;
        }

        (long shared, long mostIn) = (0, 0);
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            shared += obj->External > 1 ? 1 : 0;
            mostIn = Math.Max(mostIn, obj->External);
            inObjects[DegreeClass.IndexOf(obj->External)]++;
        }

        return new()
        {
            Objects = _liveObjects,
            Bytes = _liveBytes,
            ReferenceSlots = slots,
            References = references,
            OldToYoungReferences = toYounger,
            MaximumOutDegree = mostOut,
            MaximumInDegree = mostIn,
            SharedObjects = shared,
            Degrees =
            [
                .. Enumerable.Range(0, 1 + DegreeClass.IndexOf(Math.Max(mostOut, mostIn)))
                    .Select(index => new DegreeClass(DegreeClass.LeastOf(index), outObjects[index], inObjects[index])),
            ],
        };
    }

    /// <summary>Tells a recorder of what outlives the run and asks for its answer.</summary>
    /// <param name="recorder">Who listened from the beginning.</param>
    /// <returns>The demographics of the run.</returns>
    internal Demographics Finish(DemographicsRecorder recorder)
    {
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            recorder.ObjectLeft(obj->Birth, NominalBytes(obj), Clock);
            for (int i = 0; i < obj->Type->Buffers; i++)
            {
                ExactBuffer* buffer = ExactObject.Buffers(obj)[i];
                if (buffer != null)
                {
                    recorder.BufferDied(buffer->Birth, buffer->NominalBytes, Clock);
                }
            }
        }

        return recorder.Finish(Clock, _weakCleared, _liveObjects, _liveBytes);
    }

    /// <summary>Counts what leaves one object and, in <see cref="ExactObject.External"/>, what enters each.</summary>
    private struct DegreeVisitor(long birth) : IEdgeVisitor
    {
        public long References;
        public long ToYounger;

        public void Visit(ExactObject* target)
        {
            if ((target->Flags & ExactFlags.Shared) == ExactFlags.None)
            {
                References++;
                ToYounger += target->Birth > birth ? 1 : 0;
                target->External++;
            }
        }
    }
}
