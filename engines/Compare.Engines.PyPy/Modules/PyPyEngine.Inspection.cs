using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Walks over the graph of reachable objects, for the gc module; PyPy marks with a flag, here a set does.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <inheritdoc/>
    public int PushObjects()
    {
        List<nint> objects = ReachableObjects();
        foreach (nint obj in objects)
        {
            _roots.Push(new(obj));
        }

        return objects.Count;
    }

    /// <inheritdoc/>
    public int PushReferents(ObjectReference obj)
    {
        List<nint> referents = ReferentsOf(obj.Address);
        foreach (nint referent in referents)
        {
            _roots.Push(new(referent));
        }

        return referents.Count;
    }

    /// <inheritdoc/>
    public int PushReferrers(ObjectReference obj)
    {
        int count = 0;
        foreach (nint referrer in ReachableObjects())
        {
            if (ReferentsOf(referrer).Contains(obj.Address))
            {
                _roots.Push(new(referrer));
                count++;
            }
        }

        return count;
    }

    /// <summary>Finds the objects of the program that it can reach, in the order of a depth-first walk from its roots.</summary>
    private List<nint> ReachableObjects()
    {
        HashSet<nint> seen = [];
        List<nint> found = [];
        Stack<nint> open = new();
        foreach (nint root in ProgramRoots())
        {
            open.Push(root);
            while (open.TryPop(out nint obj))
            {
                if (!seen.Add(obj))
                {
                    continue;
                }

                found.Add(obj);
                List<nint> referents = ReferentsOf(obj);
                for (int i = referents.Count - 1; i >= 0; i--)
                {
                    open.Push(referents[i]);
                }
            }
        }

        return found;
    }

    private List<nint> ProgramRoots()
    {
        List<nint> roots = [];
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                roots.Add(local.Address);
            }
        }

        foreach (ObjectReference root in _roots.AsSpan())
        {
            roots.Add(root.Address);
        }

        roots.RemoveAll(root => root == 0);
        return roots;
    }

    /// <summary>Gets the program's objects that an object refers to, through its storage too; lifelines are no storage.</summary>
    private List<nint> ReferentsOf(nint obj)
    {
        List<nint> referents = [];
        Stack<nint> parts = new();
        parts.Push(obj);
        using UnmanagedList<nint> direct = new();
        while (parts.TryPop(out nint part))
        {
            direct.Clear();
            GcShape* shape = ShapeOf(ObjectHeader.Of(part));
            if (shape == _lifelineShape)
            {
                continue;
            }

            PushReferents(part, shape, direct);
            foreach (nint referent in direct.AsSpan())
            {
                if ((ObjectHeader.Of(referent) & HeaderFlags.Part) != 0)
                {
                    parts.Push(referent);
                }
                else
                {
                    referents.Add(referent);
                }
            }
        }

        return referents;
    }
}
