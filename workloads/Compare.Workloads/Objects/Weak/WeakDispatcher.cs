using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Objects.Weak;

/// <summary>
/// The one answer of a program to dead targets: finds the weak dictionary or set that a dead weak reference belongs to and takes
/// its entry out. Make one before anything else uses the root area; it keeps one slot of it until it is closed.
/// </summary>
/// <remarks>
/// The slot holds a list of weak references to the containers, so that it keeps none of them alive. The tag of a callback is the
/// container's number and the hash under which the entry is found; a tag without a number is the program's own.
/// </remarks>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public sealed class WeakDispatcher<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private const int NumberShift = 32;
    private const int FirstNumber = 1;

    private readonly Python<THeap, TRef> _py;
    private readonly int _root;
    private readonly WeakCallback<TRef>? _others;

    /// <summary>Initializes a new instance of the <see cref="WeakDispatcher{THeap, TRef}"/> class. May collect.</summary>
    /// <param name="py">The objects.</param>
    /// <param name="others">Answers the tags below 2^32 that the program gives to weak references of its own.</param>
    /// <remarks>A build without weak references (MicroPython's can be one) fails when the first container is made.</remarks>
    public WeakDispatcher(in Python<THeap, TRef> py, WeakCallback<TRef>? others = null)
    {
        _py = py;
        _others = others;
        _root = py.Heap.RootCount;
        RegistryFrame frame = default;
        py.Heap.Enter(ref frame);
        PyList.New(in py, ref frame.Registry);
        py.Heap.ResizeRoots(_root + 1);
        py.Heap.Copy(ref py.Heap.Root(_root), frame.Registry);
        py.Heap.Leave(ref frame);
        py.Heap.SetWeakCallback(OnDeath);
    }

    /// <summary>Gives the slot of the root area back; the slots behind it must be gone. Entries stay from now on.</summary>
    public void Close()
    {
        _py.Heap.SetWeakCallback(static (ref _, _) => { });
        _py.Heap.ResizeRoots(_root);
    }

    /// <summary>Makes the tag of an entry.</summary>
    internal static long Tag(long number, uint hash) => (number << NumberShift) | hash;

    /// <summary>Gives a new container a number. May collect.</summary>
    internal void Add(ref TRef container)
    {
        RegistryFrame frame = default;
        _py.Heap.Enter(ref frame);
        _py.Heap.NewWeak(ref frame.Weak, ref container, tag: 0);
        _py.Heap.Copy(ref frame.Registry, _py.Heap.Root(_root));
        int index = FreePlace(ref frame);
        if (index == PyList.Count(in _py, frame.Registry))
        {
            PyList.Append(in _py, ref frame.Registry, ref frame.Weak);
        }
        else
        {
            PyList.Set(in _py, ref frame.Registry, index, ref frame.Weak);
        }

        _py.Heap.SetWord(container, WeakTable.Number, index + FirstNumber);
        _py.Heap.Leave(ref frame);
    }

    private int FreePlace(ref RegistryFrame frame)
    {
        int count = PyList.Count(in _py, frame.Registry);
        for (int i = 0; i < count; i++)
        {
            _py.Heap.LoadWeak(ref frame.Container, PyList.Borrow(in _py, frame.Registry, i));
            if (_py.Heap.IsNull(frame.Container))
            {
                return i;
            }
        }

        _py.Heap.Clear(ref frame.Container);
        return count;
    }

    private void OnDeath(ref TRef weak, long tag)
    {
        int index = (int)(tag >> NumberShift) - FirstNumber;
        if (index < 0)
        {
            _others?.Invoke(ref weak, tag);
            return;
        }

        RegistryFrame frame = default;
        _py.Heap.Enter(ref frame);
        _py.Heap.Copy(ref frame.Registry, _py.Heap.Root(_root));
        if (index < PyList.Count(in _py, frame.Registry))
        {
            _py.Heap.LoadWeak(ref frame.Container, PyList.Borrow(in _py, frame.Registry, index));
            if (!_py.Heap.IsNull(frame.Container))
            {
                WeakTable.Forget(in _py, ref frame.Container, ref weak, (uint)tag);
            }
        }

        _py.Heap.Leave(ref frame);
    }

    private ref struct RegistryFrame : IFrame<TRef>
    {
        public FrameLink Link;
        public TRef Registry;
        public TRef Container;
        public TRef Weak;
    }
}
