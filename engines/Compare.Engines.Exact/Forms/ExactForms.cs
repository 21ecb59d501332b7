using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Rules;

namespace Compare.Engines.Exact.Forms;

/// <summary>
/// The forms in which an engine keeps Python's objects: all that a program can learn of them, and so all that decides how many
/// objects and nominal bytes it allocates.
/// </summary>
public sealed record ExactForms
{
    /// <summary>Gets how containers grow.</summary>
    public required IGrowthRules Growth { get; init; }

    /// <summary>Gets the forms of objects.</summary>
    public required IObjectRules Rules { get; init; }

    /// <summary>Gets a value indicating whether a program is told reference counts; some containers do more work then.</summary>
    public bool CountsReferences { get; init; }

    /// <summary>
    /// Gets a value indicating whether small integers, characters and empty objects are kept by the implementation, outside its
    /// account, and strings can be interned.
    /// </summary>
    public bool SharesObjects { get; init; }

    /// <summary>Gets a value indicating whether interned strings never die.</summary>
    public bool InternedStringsAreImmortal { get; init; }

    /// <summary>Gets what references have room for beside addresses; null for nothing.</summary>
    public ImmediateForm? Immediates { get; init; }

    /// <summary>Gets a value indicating whether weak references without a callback are shared.</summary>
    public bool SharesWeakReferences { get; init; }

    /// <summary>Gets the forms of engines that are modelled on no implementation of Python.</summary>
    public static ExactForms Plain { get; } = new() { Growth = PlainGrowthRules.Instance, Rules = PlainObjectRules.Instance };

    /// <summary>Reads the forms of an engine. Nothing is allocated on its heap.</summary>
    /// <param name="engine">The engine.</param>
    /// <returns>The forms; they hold when the engine is disposed.</returns>
    public static ExactForms Of(IEngine engine)
    {
        Reader reader = new(engine.Traits.CountsReferences);
        engine.Execute(reader);
        return reader.Forms!;
    }

    private sealed class Reader(bool countsReferences) : IHeapProgram
    {
        public ExactForms? Forms { get; private set; }

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            ISysModule<TRef>? sys = heap.Module<ISysModule<TRef>>();
            Forms = new()
            {
                Growth = heap.Module<IGrowthRules>() ?? PlainGrowthRules.Instance,
                Rules = heap.Module<IObjectRules>() ?? PlainObjectRules.Instance,
                CountsReferences = countsReferences,
                SharesObjects = sys is not null,
                InternedStringsAreImmortal = sys?.InternedStringsAreImmortal ?? false,
                Immediates = heap.Module<IImmediateValues<TRef>>()?.Form,
                SharesWeakReferences = heap.Module<IWeakrefModule<TRef>>() is not null,
            };
        }
    }
}
