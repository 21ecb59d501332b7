using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>
/// The trashcan: deallocation recurses only so deep; what lies deeper waits in a list until the recursion has come back
/// up (Christian Tismer's Py_TRASHCAN; the numbers are the profile's).
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private readonly int _trashcanReserve;
    private readonly int _trashcanDrain;
    private readonly UnmanagedList<nint> _trash = new();

    /// <summary>Number of objects in <see cref="_trash"/>, where the end of each death can see it.</summary>
    private int _waiting;

    /// <summary>The budget of a death that begins now: less than the profile's inside code that a death has called.</summary>
    private int _trashcanBudget;

    /// <summary>Puts the death of an object off. It keeps its count of zero, so that no weak reference shows it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Only in deep structures.
    private void PutOff(nint obj)
    {
        if (ObjectLayout.Type(obj)->IsGc != 0)
        {
            GcHeader.Next(GcHeader.Of(obj)) = 0;
        }

        _trash.Push(obj);
        _waiting++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Only when something was put off.
    private void EmptyTrashcan(int remaining)
    {
        while (_waiting != 0)
        {
            _waiting--;
            Deallocate(_trash.Pop(), remaining - 1);
        }
    }
}
