using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects.Classes;

/// <summary>A class on one heap: its handle, and what its instances share.</summary>
public sealed class HeapClass
{
    /// <summary>Number of the field with the dictionary where there is none.</summary>
    internal const int NoField = -1;

    private readonly List<string> _sharedNames;

    /// <summary>Initializes a new instance of the <see cref="HeapClass"/> class.</summary>
    internal HeapClass(PyClass description, TypeHandle type, int dictField, bool isDictAlone, bool isSplit)
    {
        Description = description;
        Type = type;
        Attributes = description.Attributes.Count;
        DictField = dictField;
        IsDictAlone = isDictAlone;
        IsSplit = isSplit;
        _sharedNames = [.. description.Attributes];
    }

    /// <summary>Gets the class.</summary>
    public PyClass Description { get; }

    /// <summary>Gets the handle of its instances.</summary>
    public TypeHandle Type { get; }

    /// <summary>Gets the number of attributes.</summary>
    public int Attributes { get; }

    /// <summary>Gets the number of the field with the dictionary, or <see cref="NoField"/>.</summary>
    internal int DictField { get; }

    /// <summary>Gets a value indicating whether instances have all attributes in a dictionary of their own.</summary>
    internal bool IsDictAlone { get; }

    /// <summary>Gets a value indicating whether a <c>__dict__</c> takes the values over.</summary>
    internal bool IsSplit { get; }

    /// <summary>Gets the instances made so far.</summary>
    internal int Instances { get; private set; }

    /// <summary>Gets the names that instances share: the attributes, and what was added to instances with a dictionary.</summary>
    internal IReadOnlyList<string> SharedNames => _sharedNames;

    /// <summary>Finds an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The class has no such attribute.</exception>
    public int IndexOf(string name)
    {
        int index = _sharedNames.IndexOf(name, 0, Attributes);
        return index >= 0 ? index : throw new ArgumentException($"{Description.Name} has no attribute {name}.", nameof(name));
    }

    /// <summary>Counts an instance.</summary>
    internal void CountInstance() => Instances = Instances == int.MaxValue ? Instances : Instances + 1;

    /// <summary>Finds a shared name, or adds it while there is room.</summary>
    /// <param name="name">The name.</param>
    /// <param name="room">Names that there is room for.</param>
    /// <returns>Its number, or −1 when there is no room.</returns>
    internal int Share(string name, int room)
    {
        int index = _sharedNames.IndexOf(name);
        if (index < 0 && _sharedNames.Count < room)
        {
            index = _sharedNames.Count;
            _sharedNames.Add(name);
        }

        return index < room ? index : -1;
    }
}
