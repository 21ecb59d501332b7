using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects.Classes;

/// <summary>
/// A class of the program: the names of its instances' attributes, described once for all engines. Which memory an attribute has
/// is the engine's: a slot, a value whose name the instances share, an entry of a dictionary.
/// </summary>
public sealed class PyClass
{
    private readonly ObjectType _plain;
    private readonly ObjectType _withDict;
    private readonly ObjectType _ofDictAlone;

    /// <summary>Initializes a new instance of the <see cref="PyClass"/> class.</summary>
    /// <param name="name">Name of the class.</param>
    /// <param name="attributes">Names of the attributes, all different, in ASCII, in the order in which they are set.</param>
    /// <param name="options">What instances have beside them.</param>
    /// <exception cref="ArgumentException">Slots and a dictionary are wanted both.</exception>
    public PyClass(string name, IReadOnlyList<string> attributes, ClassOptions options = ClassOptions.None)
    {
        if (Has(options, ClassOptions.Slots) && Has(options, ClassOptions.Dict))
        {
            throw new ArgumentException("A class with slots has no dictionaries here.", nameof(options));
        }

        Name = name;
        Attributes = attributes;
        Options = options;
        ObjectTraits traits = (Has(options, ClassOptions.WeakReferences) ? ObjectTraits.WeaklyReferenceable : ObjectTraits.None)
            | (Has(options, ClassOptions.Finalizer) ? ObjectTraits.Finalizable : ObjectTraits.None);
        PythonKind kind = Has(options, ClassOptions.Slots) ? PythonKind.SlotsInstance : PythonKind.Instance;
        _plain = new(name, kind, references: attributes.Count, traits: traits);
        _withDict = new(name, PythonKind.Instance, references: attributes.Count + 1, traits: traits) { KeepsInstanceDict = true };
        _ofDictAlone = new(name, PythonKind.Instance, references: 1, traits: traits) { KeepsInstanceDict = true };
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the names of the attributes.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Gets what instances have beside attributes.</summary>
    public ClassOptions Options { get; }

    /// <summary>Makes the class known to a heap. Call it once for each run: the class keeps there what instances share.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <returns>The class on that heap.</returns>
    public HeapClass On<THeap, TRef>(in Python<THeap, TRef> py)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool isDictAlone = !Has(Options, ClassOptions.Slots) && Attributes.Count > py.Rules.SharedAttributes;
        bool hasDict = isDictAlone || Has(Options, ClassOptions.Dict);
        ObjectType type = isDictAlone ? _ofDictAlone : hasDict ? _withDict : _plain;
        bool isSplit = hasDict && !isDictAlone && py.Rules.InstanceDictForm == InstanceDictForm.Split;
        return new(this, py.Heap.Register(type), hasDict ? type.References - 1 : HeapClass.NoField, isDictAlone, isSplit);
    }

    /// <summary>Without boxing, also where the compiler does not optimise.</summary>
    private static bool Has(ClassOptions options, ClassOptions option) => (options & option) != ClassOptions.None;
}
