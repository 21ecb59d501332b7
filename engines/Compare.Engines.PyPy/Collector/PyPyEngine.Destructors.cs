using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Light destructors: called by the collector at the moment of death; they free what lies outside the heap.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private readonly UnmanagedList<nint> _youngWithDestructor = new();

    private UnmanagedList<nint> _oldWithDestructor = new();

    /// <summary>The list that <see cref="_oldWithDestructor"/> is rebuilt in; empty between collections.</summary>
    private UnmanagedList<nint> _keptWithDestructor = new();

    /// <summary>Gets or sets what a light destructor does; it is given the address of the dying object and may read only it.</summary>
    internal Action<nint> LightDestructor { get; set; }

    private void RunYoungDestructors()
    {
        while (_youngWithDestructor.Count != 0)
        {
            nint obj = _youngWithDestructor.Pop();
            if (ObjectHeader.Of(obj) == HeaderFlags.Forwarded)
            {
                _oldWithDestructor.Push(ObjectHeader.Forwarding(obj));
            }
            else
            {
                LightDestructor(obj);
            }
        }
    }

    /// <summary>Calls the destructors of unmarked objects, which the next steps will sweep.</summary>
    private void RunOldDestructors()
    {
        for (nint i = _oldWithDestructor.Count - 1; i >= 0; i--)
        {
            nint obj = _oldWithDestructor[i];
            if ((ObjectHeader.Of(obj) & HeaderFlags.Visited) != 0)
            {
                _keptWithDestructor.Push(obj);
            }
            else
            {
                LightDestructor(obj);
            }
        }

        (_oldWithDestructor, _keptWithDestructor) = (_keptWithDestructor, _oldWithDestructor);
        _keptWithDestructor.Clear();
    }
}
