using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <summary>Judges whether a container needs the collector.</summary>
internal static unsafe class Untracking
{
    /// <summary>Tells whether a container refers to anything that can be in a cycle with it.</summary>
    /// <param name="obj">Address of a tuple or dictionary.</param>
    /// <returns>False when all it holds are atoms and untracked tuples.</returns>
    public static bool MayFormCycle(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        for (int i = 0; i < info->InlineReferences; i++)
        {
            if (BlocksUntracking(ObjectLayout.Field(obj, i)))
            {
                return true;
            }
        }

        return info->IsSpecial != 0 && Traversal.VisitVariable(obj, info, default(CycleVisitor)).Found;
    }

    /// <summary>Tells whether an object is an exact tuple of fixed length that refers to nothing.</summary>
    /// <param name="obj">Address of an object.</param>
    /// <returns>False also for other tuples, whatever they hold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the walk over every collected list.
    public static bool IsLeafTuple(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        nint references = 0;
        for (int i = 0; i < info->InlineReferences; i++)
        {
            references |= ObjectLayout.Field(obj, i);
        }

        return references == 0 && info->IsTuple != 0 && info->IsSpecial == 0;
    }

    /// <summary>Tells whether an object may be in a cycle: the collector knows its type, and it is no untracked tuple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop over every tuple that a collection passes.
    private static bool BlocksUntracking(nint obj)
    {
        if (obj == 0)
        {
            return false;
        }

        TypeInfo* info = ObjectLayout.Type(obj);
        return info->IsGc != 0 && (info->IsTuple == 0 || GcHeader.IsTracked(GcHeader.Of(obj)));
    }

    private struct CycleVisitor : IChildVisitor
    {
        public bool Found { get; private set; }

        public void Visit(nint child) => Found |= BlocksUntracking(child);
    }
}
