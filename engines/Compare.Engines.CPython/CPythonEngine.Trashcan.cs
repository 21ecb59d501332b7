using System.Runtime.CompilerServices;

namespace Compare.Engines.CPython;

/// <content>
/// The trashcan: deallocation recurses only so deep; what lies deeper waits in a list until the recursion has come back
/// up (Christian Tismer's Py_TRASHCAN; the numbers are the profile's).
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private readonly int _trashcanReserve;
    private readonly int _trashcanDrain;
    private int _trashcanBudget;
    private nint _trash;

    /// <summary>Begins the death of an object, or puts it off.</summary>
    /// <returns>False when it was put off.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A compare and a decrement at every death.
    private bool EnterTrashcan(nint obj)
    {
        if (_trashcanBudget <= _trashcanReserve)
        {
            *(nint*)obj = _trash; // The count is zero; its word links the list, newest first.
            _trash = obj;
            return false;
        }

        _trashcanBudget--;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // An increment and a compare at every death.
    private void LeaveTrashcan()
    {
        _trashcanBudget++;
        if (_trash != 0 && _trashcanBudget > _trashcanDrain)
        {
            EmptyTrashcan();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Only when something was put off.
    private void EmptyTrashcan()
    {
        while (_trash != 0)
        {
            nint obj = _trash;
            _trash = *(nint*)obj;
            *(long*)obj = 0;
            _trashcanBudget--;
            Deallocate(obj);
            _trashcanBudget++;
        }
    }
}
