using System.Runtime.CompilerServices;
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
    private int _trashcanBudget;
    private int _waiting;

    /// <summary>Begins the death of an object, or puts it off.</summary>
    /// <returns>False when it was put off: it keeps its count of zero, so that no weak reference shows it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A compare and a decrement at every death.
    private bool EnterTrashcan(nint obj)
    {
        if (_trashcanBudget <= _trashcanReserve)
        {
            PutOff(obj);
            return false;
        }

        _trashcanBudget--;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // An increment and a compare at every death.
    private void LeaveTrashcan()
    {
        // The order of the tests is that of how rarely they hold: most deaths end far from both limits.
        if (++_trashcanBudget > _trashcanDrain && _waiting != 0)
        {
            EmptyTrashcan();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Only in deep structures.
    private void PutOff(nint obj)
    {
        _trash.Push(obj);
        _waiting++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Only when something was put off.
    private void EmptyTrashcan()
    {
        while (_waiting != 0)
        {
            _waiting--;
            nint obj = _trash.Pop();
            _trashcanBudget--;
            Deallocate(obj);
            _trashcanBudget++;
        }
    }
}
