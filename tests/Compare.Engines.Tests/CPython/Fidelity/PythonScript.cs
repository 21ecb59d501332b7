using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// What a recording script does, in its own terms: named variables that hold objects, whatever the engine's reference is.
/// Each object with a data word carries the name it was made under as its label.
/// </summary>
internal abstract class PythonScript(string profile)
{
    /// <summary>Gets the profile of the engine.</summary>
    public string Profile { get; } = profile;

    /// <summary>Gets what the script has logged.</summary>
    public List<object> Log { get; } = [];

    /// <summary>Gets the parts of the result that are not the log.</summary>
    public Dictionary<string, object?> Result { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the counters.</summary>
    public abstract IReadOnlyList<long> Counts { get; }

    /// <summary>Gets the number of frozen objects.</summary>
    public abstract long FrozenCount { get; }

    /// <summary>Gets the account of each generation: collections, collected, uncollectable.</summary>
    public abstract long[][] Statistics { get; }

    /// <summary>Sets a value indicating whether garbage is kept.</summary>
    public abstract bool SaveAll { set; }

    /// <summary>Gets the log so far.</summary>
    public object[] LogSoFar => [.. Log];

    /// <summary>Makes an object without elements.</summary>
    public abstract void New(string name, ObjectType type);

    /// <summary>Makes an object with reference elements, a tuple; null is None.</summary>
    public abstract void NewTuple(string name, params string?[] elements);

    /// <summary>Makes an object with a buffer, such as a list; null is None.</summary>
    public abstract void NewItems(string name, ObjectType type, params string?[] references);

    /// <summary>Makes a fresh object of a type with data elements.</summary>
    public abstract void NewArray(string name, ObjectType type, int length);

    /// <summary>Makes a list.</summary>
    public void NewList(string name, params string?[] items) => NewItems(name, FidelityTypes.List, items);

    /// <summary>Stores into a field.</summary>
    public abstract void Set(string obj, int field, string? value);

    /// <summary>Loads from a field.</summary>
    public abstract void Get(string name, string obj, int field);

    /// <summary>Stores into an element of a tuple.</summary>
    public abstract void SetElement(string tuple, int index, string? value);

    /// <summary>Stores into a buffer.</summary>
    public abstract void SetItem(string obj, int index, string? value);

    /// <summary>Loads from a buffer.</summary>
    public abstract void GetItem(string name, string obj, int index);

    /// <summary>Gives a buffer another number of items.</summary>
    public abstract void Resize(string obj, int items);

    /// <summary>Gets the number of items of a buffer.</summary>
    public abstract int Length(string obj);

    /// <summary>Adds an item at the end of a list.</summary>
    public void Append(string list, string? value)
    {
        int length = Length(list);
        Resize(list, length + 1);
        SetItem(list, length, value);
    }

    /// <summary>Puts the object of a variable into a new container, which the variable then holds, again and again.</summary>
    public abstract void Nest(string name, ObjectType type, int levels);

    /// <summary>Makes a variable refer to what another does.</summary>
    public abstract void Copy(string name, string source);

    /// <summary>Moves an object from one variable to another.</summary>
    public abstract void Move(string name, string source);

    /// <summary>Moves three variables into the locals of a function, which returns.</summary>
    public abstract void ReturnFromFunction(string first, string second, string third);

    /// <summary>Empties variables, one after the other.</summary>
    public abstract void Drop(params string[] names);

    /// <summary>Empties all variables in the order of their making.</summary>
    public abstract void DropAll();

    /// <summary>Tells whether a variable refers to an object.</summary>
    public abstract bool Has(string name);

    /// <summary>Tells whether two variables refer to the same object.</summary>
    public abstract bool Same(string left, string right);

    /// <summary>Gets the label of an object.</summary>
    public abstract string LabelOf(string name);

    /// <summary>Collects a generation and all younger ones.</summary>
    public abstract long Collect(int generation = 2);

    /// <summary>Tells whether the collector sees an object.</summary>
    public abstract bool IsTracked(string name);

    /// <summary>Tells whether the finalizer of an object has run.</summary>
    public abstract bool IsFinalized(string name);

    /// <summary>Names the finalizer of a type; it is told the variable that holds the object during the call.</summary>
    public abstract void OnFinalize(ObjectType type, Action<string> finalizer);

    /// <summary>Names the legacy finalizer of a type.</summary>
    public abstract void OnLegacyFinalize(ObjectType type, Action finalizer);

    /// <summary>Makes a weak reference of its own; its callback is told the variable that holds it during the call.</summary>
    public abstract void NewWeak(string name, string target, Action<string>? callback = null);

    /// <summary>Makes a weak reference of a kind, shared where the real one is.</summary>
    public abstract void NewWeak(string name, string target, WeakKind kind, Action<string>? callback = null);

    /// <summary>Tells whether the target of a weak reference is dead.</summary>
    public abstract bool IsDead(string weak);

    /// <summary>Tells whether a weak reference has a callback that may still be called.</summary>
    public abstract bool HasCallback(string weak);

    /// <summary>Counts the weak references to an object.</summary>
    public abstract int WeakCount(string target);

    /// <summary>Finds the variables that hold the weak references to an object, in their order.</summary>
    public abstract IReadOnlyList<string> WeakReferences(string target);

    /// <summary>Gets the labels of the labelled objects of a generation, or of all, in list order.</summary>
    public abstract IReadOnlyList<string> Objects(int? generation);

    /// <summary>Gets the generations whose lists hold an object.</summary>
    public abstract IReadOnlyList<int> GenerationsOf(string name);

    /// <summary>Gets the labels of what an object refers to.</summary>
    public abstract IReadOnlyList<string> Referents(string name);

    /// <summary>Gets the names of the types of the objects that refer to an object.</summary>
    public abstract IReadOnlyList<string> Referrers(string name);

    /// <summary>Gets the names of the types of the objects in the garbage list.</summary>
    public abstract IReadOnlyList<string> Garbage();

    /// <summary>Loads the first object of the garbage list.</summary>
    public abstract void GetGarbage(string name);

    /// <summary>Empties the garbage list.</summary>
    public abstract void ClearGarbage();

    /// <summary>Freezes all tracked objects.</summary>
    public abstract void Freeze();

    /// <summary>Gives the frozen objects back.</summary>
    public abstract void Unfreeze();

    /// <summary>Adds a callback of the collector.</summary>
    public abstract void AddCallback(Action<CollectionNotice> callback);

    /// <summary>Removes a callback of the collector.</summary>
    public abstract void RemoveCallback(Action<CollectionNotice> callback);

    /// <summary>Gets the count of an object as <c>sys.getrefcount</c> reports it.</summary>
    public abstract long ReferenceCount(string name);

    /// <summary>Gets a number that two live objects never share.</summary>
    public abstract long Identity(string name);

    /// <summary>Loads the shared integer of a value, if there is one.</summary>
    public abstract bool LoadInteger(string name, long value);

    /// <summary>Loads the shared string or bytes object of one character, if there is one.</summary>
    public abstract bool LoadCharacter(string name, ObjectType type, int code);

    /// <summary>Loads the shared empty object of a type, if there is one.</summary>
    public abstract bool LoadEmpty(string name, ObjectType type);

    /// <summary>Makes a string.</summary>
    public abstract void NewText(string name, string text);

    /// <summary>Interns a string.</summary>
    public abstract void Intern(string name);

    /// <summary>Tells whether an object never dies.</summary>
    public abstract bool IsImmortal(string name);
}
