using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>Counting: references come and go.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Count from which 3.14 does not increment any more (_Py_IMMORTAL_INITIAL_REFCNT).</summary>
    private const uint ImmortalFrom = 3u << 30;

    /// <summary>Adds a reference to an object.</summary>
    /// <param name="obj">Address of the object, not null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    internal void Retain(nint obj)
    {
        if (TProbe.Counts)
        {
            _increments++;
        }

        if (!TVersion.HasImmortals)
        {
            ObjectLayout.WideCount(obj)++;
            return;
        }

        if (TVersion.IncrementsSaturate)
        {
            // 3.14 stops at the first value of an immortal object that no decrement has touched.
            uint saturating = (uint)ObjectLayout.Count(obj);
            if (saturating < ImmortalFrom)
            {
                ObjectLayout.Count(obj) = (int)(saturating + 1);
            }

            return;
        }

        // As Py_INCREF of 3.12: the count of an immortal object is all ones, which wraps to zero and is not stored.
        int count = ObjectLayout.Count(obj) + 1;
        if (count != 0)
        {
            ObjectLayout.Count(obj) = count;
        }
    }

    /// <summary>Drops a reference that the program held; the object may die.</summary>
    /// <param name="obj">Address of the object, not null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    internal void Release(nint obj)
    {
        if (DropReference(obj))
        {
            Destroy(obj);
        }
    }

    /// <summary>Takes one from the count of an object.</summary>
    /// <returns>True when that was the last reference.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    private bool DropReference(nint obj)
    {
        if (TProbe.Counts)
        {
            _decrements++;
        }

        if (!TVersion.HasImmortals)
        {
            return --ObjectLayout.WideCount(obj) == 0;
        }

        int count = ObjectLayout.Count(obj);
        if (count < 0)
        {
            return false; // Immortal.
        }

        ObjectLayout.Count(obj) = --count;
        return count == 0;
    }
}
