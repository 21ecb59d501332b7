using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Exact;

/// <summary>A random program over a few roots, in step with the model.</summary>
/// <param name="model">The model.</param>
/// <param name="seed">Decides the operations.</param>
/// <param name="steps">Number of operations.</param>
internal sealed class RandomGraph(GraphModel model, int seed, int steps) : IHeapProgram
{
    private const int Kinds = 12;
    private const int MostLength = 4;
    private const int WordsBetweenTraces = 40;

    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Random random = new(seed);
        heap.ResizeRoots(model.Roots.Length);
        for (int step = 0; step < steps; step++)
        {
            int one = random.Next(model.Roots.Length);
            int other = random.Next(model.Roots.Length);
            Step<THeap, TRef>(heap, random.Next(Kinds), one, other, random.Next(MostLength));
            model.NoteDeaths();
            if (random.Next(WordsBetweenTraces) == 0)
            {
                heap.Control.Collect(0);
                heap.Control.Verify();
            }
        }

        heap.ResizeRoots(0);
        Array.Clear(model.Roots);
        model.NoteDeaths();
    }

    private void Step<THeap, TRef>(THeap heap, int kind, int one, int other, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (kind)
        {
            case 0 or 1:
                heap.New(ref heap.Root(one), heap.Register(TestTypes.Pair));
                model.Roots[one] = model.Allocate(TestTypes.Pair, 0);
                break;
            case 2:
                heap.NewArray(ref heap.Root(one), heap.Register(TestTypes.Tuple), number);
                model.Roots[one] = model.Allocate(TestTypes.Tuple, number);
                break;
            case 3:
                heap.New(ref heap.Root(one), heap.Register(TestTypes.List));
                model.Roots[one] = model.Allocate(TestTypes.List, 0);
                break;
            case 4:
                heap.Copy(ref heap.Root(one), heap.Root(other));
                model.Roots[one] = model.Roots[other];
                break;
            case 5:
                heap.Clear(ref heap.Root(one));
                model.Roots[one] = null;
                break;
            case 6 when model.Roots[one] is { } list && IsList<THeap, TRef>(heap, one):
                heap.ResizeBuffer(ref heap.Root(one), 0, number);
                model.Resize(list, TestTypes.List, number);
                break;
            case 7 when model.Roots[one] is { Fields.Length: > 0 } holder:
                Load<THeap, TRef>(heap, one, other, number % holder.Fields.Length);
                model.Roots[other] = holder.Fields[number % holder.Fields.Length];
                break;
            default:
                Store<THeap, TRef>(heap, one, other, number);
                break;
        }
    }

    private void Store<THeap, TRef>(THeap heap, int one, int other, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (model.Roots[one] is not { Fields.Length: > 0 } holder)
        {
            return;
        }

        int field = number % holder.Fields.Length;
        TypeHandle type = heap.TypeOf(heap.Root(one));
        if (type == heap.Register(TestTypes.Pair))
        {
            heap.Store(heap.Root(one), field, heap.Root(other));
        }
        else if (type == heap.Register(TestTypes.Tuple))
        {
            heap.StoreElement(heap.Root(one), field, heap.Root(other));
        }
        else
        {
            heap.StoreItem(heap.Root(one), 0, field, heap.Root(other));
        }

        model.Store(holder, field, model.Roots[other]);
    }

    private static void Load<THeap, TRef>(THeap heap, int from, int to, int field)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.TypeOf(heap.Root(from));
        if (type == heap.Register(TestTypes.Pair))
        {
            heap.Load(ref heap.Root(to), heap.Root(from), field);
        }
        else if (type == heap.Register(TestTypes.Tuple))
        {
            heap.LoadElement(ref heap.Root(to), heap.Root(from), field);
        }
        else
        {
            heap.LoadItem(ref heap.Root(to), heap.Root(from), 0, field);
        }
    }

    private static bool IsList<THeap, TRef>(THeap heap, int root)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => heap.TypeOf(heap.Root(root)) == heap.Register(TestTypes.List);
}
