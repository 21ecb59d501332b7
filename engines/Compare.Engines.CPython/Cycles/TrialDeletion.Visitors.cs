using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <content>What each phase does with the children of an object.</content>
internal static unsafe partial class TrialDeletion<TVersion>
{
    private readonly struct SubtractYoungVisitor(nint generationBits) : IChildVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc != 0)
            {
                ref nint word = ref GcHeader.PreviousWord(GcHeader.Of(child));
                if ((word & GcHeader.GenerationMask) <= generationBits)
                {
                    CopyCountIfNew(child, ref word);
                    word -= OneReference;
                }
            }
        }
    }

    private readonly struct SubtractVisitor : IChildVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc != 0)
            {
                ref nint word = ref GcHeader.PreviousWord(GcHeader.Of(child));
                if ((word & GcHeader.Collecting) != 0)
                {
                    word -= OneReference;
                }
            }
        }
    }

    private readonly struct HeldVisitor : IChildVisitor
    {
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsTuple != 0 && !GcHeader.IsTracked(GcHeader.Of(child)))
            {
                GcHeader.PreviousWord(GcHeader.Of(child)) |= GcHeader.Held;
            }
        }
    }

    private struct RescueVisitor(nint list, bool untrackTuples) : IChildVisitor
    {
        /// <summary>Gets the tuples without children that were tentatively dead and need not be tracked any more.</summary>
        public long Untracked { get; private set; }

        /// <summary>Gets the objects that were tentatively dead and are alive.</summary>
        public long Rescued { get; private set; }

        /// <summary>Gets or sets the last object of the list, behind which rescued ones are put.</summary>
        public nint Tail { get; set; } = GcHeader.PreviousWord(list);

        /// <summary>Gets or sets the last object behind the walk; a rescue may take it away.</summary>
        public nint Previous { get; set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc == 0)
            {
                return;
            }

            nint header = GcHeader.Of(child);
            ref nint word = ref GcHeader.PreviousWord(header);
            if ((word & GcHeader.Collecting) == 0)
            {
                return;
            }

            if ((word & GcHeader.GenerationMask) == GcHeader.NoGeneration)
            {
                Remove(header, word);
                if (untrackTuples && ObjectLayout.Count(child) == 1 && Untracking.IsLeafTuple(child))
                {
                    // It would be put behind the others and leave the list when the walk gets there. Only the object being
                    // walked refers to it, so nobody can see the difference.
                    GcHeader.SetUntracked(header);
                    Untracked++;
                    return;
                }

                Append(header, ref word);
            }
            else if (word >> GcHeader.ReferencesShift == 0)
            {
                word |= OneReference; // Not walked yet: the walk will find it alive.
            }
        }

        /// <summary>Takes a tentatively dead object out of the list.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Most survivors of a young collection are rescued.
        private void Remove(nint header, nint word)
        {
            // Behind the walk all links are whole; ahead of it, and at the object being walked, only those forward are.
            nint next = GcHeader.Next(header);
            nint previous = word & ~GcHeader.PreviousFlags;
            GcHeader.Next(previous) = next;
            if (header == Previous)
            {
                Previous = previous;
            }
            else
            {
                GcHeader.SetPrevious(next, previous);
            }
        }

        /// <summary>Puts a rescued object at the tail of the list, which will be walked in its turn.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Most survivors of a young collection are rescued.
        private void Append(nint header, ref nint word)
        {
            GcHeader.Next(Tail) = header;
            GcHeader.Next(header) = list;
            Tail = header;
            word = OneReference | GcHeader.Collecting | (word & GcHeader.Finalized);
            Rescued++;
        }
    }
}
