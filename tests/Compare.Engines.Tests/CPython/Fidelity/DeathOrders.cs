using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// Makes deep structures and lets them die: each level holds the level below (x) and a leaf (D) that logs its number when it
/// is finalized.
/// </summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class DeathOrders<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>
    /// What a running script takes of 3.13's budget of C recursion before it drops anything: its one evaluation loop counts
    /// two units. They are no part of the memory manager, so the tests spend them themselves, on lists around the structure.
    /// </summary>
    private const int UnitsOfEvaluationLoop = 2;

    private const string ProfileWithBudget = "3.13";

    private const int Structure = 0;
    private const int Leaf = 1;
    private const int Level = 2;
    private const int Roots = 3;

    private readonly THeap _heap;
    private readonly TypeHandle _leaf;
    private readonly List<int> _deaths = [];

    public DeathOrders(THeap heap)
    {
        _heap = heap;
        _heap.ResizeRoots(Roots);
        _leaf = heap.Register(FidelityTypes.Finalizable);
        heap.SetFinalizer(_leaf, (ref self) => _deaths.Add((int)_heap.GetWord(self, 0)));
    }

    /// <summary>Gets the lists around a structure that stand for what the script's evaluation takes.</summary>
    public static int WrappersIn(string profile) => profile == ProfileWithBudget ? UnitsOfEvaluationLoop : 0;

    /// <summary>Makes a structure, drops it, and gives the leaves in the order of their deaths.</summary>
    /// <param name="shape">The shape as the recording names it.</param>
    /// <param name="leaves">Number of leaves.</param>
    /// <param name="wrappers">Lists of one item around the whole structure.</param>
    public IReadOnlyList<int> Record(string shape, int leaves, int wrappers)
    {
        _deaths.Clear();
        NewLeaf(Structure, 0);
        for (int i = 1; i < leaves; i++)
        {
            NewLeaf(Leaf, i);
            NewLevel(shape);
            _heap.Take(ref _heap.Root(Structure), _heap.Move(ref _heap.Root(Level)));
        }

        for (int i = 0; i < wrappers; i++)
        {
            _heap.New(ref _heap.Root(Level), _heap.Register(FidelityTypes.List));
            _heap.ResizeBuffer(ref _heap.Root(Level), 0, 1);
            _heap.StoreItemTake(_heap.Root(Level), 0, 0, _heap.Move(ref _heap.Root(Structure)));
            _heap.Take(ref _heap.Root(Structure), _heap.Move(ref _heap.Root(Level)));
        }

        Assert.Empty(_deaths);
        _heap.Clear(ref _heap.Root(Structure));
        return [.. _deaths];
    }

    private void NewLeaf(int root, int number)
    {
        _heap.New(ref _heap.Root(root), _leaf);
        _heap.SetWord(_heap.Root(root), 0, number);
    }

    private void NewLevel(string shape)
    {
        switch (shape)
        {
            case "list [x,D]":
                NewBuffer(FidelityTypes.List, 0, 1, items: 2);
                break;
            case "list [D,x]":
                NewBuffer(FidelityTypes.List, 1, 0, items: 2);
                break;
            case "tuple (x,D)":
                NewTuple();
                break;
            case "dict {1:x,2:D}":
                // References 0 and 2 are the keys; small integers are of no matter here.
                NewBuffer(FidelityTypes.Dict, 1, 3, items: 2);
                break;
            case "slots a=x,b=D":
                NewFields(FidelityTypes.Node, 0, 1);
                break;
            case "slots a=D,b=x":
                NewFields(FidelityTypes.Node, 1, 0);
                break;
            case "instance a=x,b=D":
                NewFields(FidelityTypes.Instance, 0, 1);
                break;
            default:
                throw new InvalidDataException($"The recording has an unknown shape '{shape}'.");
        }
    }

    private void NewBuffer(ObjectType type, int structure, int leaf, int items)
    {
        _heap.New(ref _heap.Root(Level), _heap.Register(type));
        _heap.ResizeBuffer(ref _heap.Root(Level), 0, items);
        _heap.StoreItemTake(_heap.Root(Level), 0, structure, _heap.Move(ref _heap.Root(Structure)));
        _heap.StoreItemTake(_heap.Root(Level), 0, leaf, _heap.Move(ref _heap.Root(Leaf)));
    }

    private void NewTuple()
    {
        _heap.NewArray(ref _heap.Root(Level), _heap.Register(FidelityTypes.Tuple), 2);
        _heap.StoreElementTake(_heap.Root(Level), 0, _heap.Move(ref _heap.Root(Structure)));
        _heap.StoreElementTake(_heap.Root(Level), 1, _heap.Move(ref _heap.Root(Leaf)));
    }

    private void NewFields(ObjectType type, int structure, int leaf)
    {
        _heap.New(ref _heap.Root(Level), _heap.Register(type));
        _heap.StoreTake(_heap.Root(Level), structure, _heap.Move(ref _heap.Root(Structure)));
        _heap.StoreTake(_heap.Root(Level), leaf, _heap.Move(ref _heap.Root(Leaf)));
    }
}
