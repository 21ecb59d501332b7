using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A program that makes objects by recipes and asks the allocator what they took.</summary>
internal abstract class RecipeProgram : CPythonProgram
{
    private const int LargestSharedNumber = 256;

    /// <summary>Makes an object.</summary>
    /// <param name="heap">The heap.</param>
    /// <param name="recipe">How.</param>
    /// <param name="root">Root that receives it; the two roots after it and those of its parts are overwritten.</param>
    /// <param name="number">Number that it holds, if any.</param>
    protected static void Make<THeap, TRef>(THeap heap, Recipe recipe, int root, int number = 0)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.Register(recipe.Type);
        if (recipe.Type.Elements == ElementKind.None)
        {
            heap.New(ref heap.Root(root), type);
        }
        else
        {
            heap.NewArray(ref heap.Root(root), type, recipe.Length);
        }

        if (recipe.Items > 0)
        {
            heap.ResizeBuffer(ref heap.Root(root), 0, recipe.Items);
        }

        for (int i = 0; i < recipe.Numbers; i++)
        {
            // Smaller ones are shared objects of the interpreter.
            if (number + i > LargestSharedNumber)
            {
                Make<THeap, TRef>(heap, Recipe.Number, root + 1 + i);
                Attach<THeap, TRef>(heap, recipe, root, i, root + 1 + i);
            }
        }

        if (recipe.Part is { } part)
        {
            Make<THeap, TRef>(heap, part, root + 1, number);
            Attach<THeap, TRef>(heap, recipe, root, 0, root + 1);
        }
    }

    /// <summary>Asks the <c>sys</c> module for the allocator's report.</summary>
    protected static AllocatorState Report<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        ReportParser.Parse(SysOf<THeap, TRef>(heap).GetAllocatorReport().TrimEnd('\n').Split('\n'));

    /// <summary>Gets the <c>sys</c> module, which every profile has.</summary>
    protected static ISysModule<TRef> SysOf<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.Module<ISysModule<TRef>>() ?? throw new InvalidOperationException("The engine has no sys module.");

    // What a type has no reference for stays in its own root.
    private static void Attach<THeap, TRef>(THeap heap, Recipe recipe, int owner, int index, int part)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (recipe.Type.References > index)
        {
            heap.StoreTake(heap.Root(owner), index, heap.Move(ref heap.Root(part)));
        }
        else if (recipe.Type.Elements == ElementKind.References)
        {
            heap.StoreElementTake(heap.Root(owner), index, heap.Move(ref heap.Root(part)));
        }
        else if (recipe.Items > 0)
        {
            heap.StoreItemTake(heap.Root(owner), 0, index, heap.Move(ref heap.Root(part)));
        }
    }
}
