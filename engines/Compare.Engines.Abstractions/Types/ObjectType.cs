namespace Compare.Engines.Abstractions.Types;

/// <summary>A type of object, described once for all engines. Identity matters: register one instance per type.</summary>
public sealed class ObjectType
{
    /// <summary>
    /// Nominal header of an object on the allocation clock, bytes: what the host runtime charges, so that the clock of
    /// the delegated engine is its true size.
    /// </summary>
    public const int NominalHeaderBytes = 16;

    /// <summary>Smallest object on the allocation clock, bytes, for the same reason.</summary>
    public const int NominalMinimumBytes = 24;

    /// <summary>Nominal bytes that hold the length of a variable-sized object.</summary>
    public const int NominalLengthBytes = 8;

    /// <summary>Most reference fields or words that a type may have.</summary>
    public const int MaxFields = 4096;

    /// <summary>Initializes a new instance of the <see cref="ObjectType"/> class.</summary>
    /// <param name="name">Name in census and messages.</param>
    /// <param name="kind">The Python object it stands for.</param>
    /// <param name="references">Reference fields, 0 to <see cref="MaxFields"/>.</param>
    /// <param name="words">64-bit data words, 0 to <see cref="MaxFields"/>.</param>
    /// <param name="elements">What the variable part holds.</param>
    /// <param name="traits">Properties.</param>
    /// <param name="buffers">Buffers that each object owns; empty when fresh.</param>
    /// <exception cref="ArgumentException">A number is out of range, or a type with buffers has elements too.</exception>
    public ObjectType(
        string name,
        PythonKind kind,
        int references = 0,
        int words = 0,
        ElementKind elements = ElementKind.None,
        ObjectTraits traits = ObjectTraits.None,
        params ReadOnlySpan<BufferShape> buffers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(references);
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(references, MaxFields);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, MaxFields);
        if (buffers.Length > 0 && elements != ElementKind.None)
        {
            throw new ArgumentException("A type with buffers cannot have elements too.", nameof(buffers));
        }

        foreach (BufferShape shape in buffers)
        {
            bool slots = shape.References >= 0 && shape.Words >= 0 && shape.References + shape.Words > 0;
            if (shape.Bytes is not (0 or 1) || (shape.Bytes == 1 ? shape.References + shape.Words != 0 : !slots))
            {
                throw new ArgumentException("A buffer's items are references and words, or bytes.", nameof(buffers));
            }
        }

        Name = name;
        Kind = kind;
        References = references;
        Words = words;
        Elements = elements;
        Traits = traits;
        Buffers = buffers.ToArray();
    }

    /// <summary>Gets the type of the objects that <c>NewWeak</c> allocates: target and tag, both invisible to the program.</summary>
    public static ObjectType WeakReference { get; } = new("weak reference", PythonKind.WeakReference, words: 2);

    /// <summary>Gets the name in census and messages.</summary>
    public string Name { get; }

    /// <summary>Gets the Python object that it stands for.</summary>
    public PythonKind Kind { get; }

    /// <summary>Gets the number of reference fields.</summary>
    public int References { get; }

    /// <summary>Gets the number of 64-bit data words.</summary>
    public int Words { get; }

    /// <summary>Gets what the variable part holds.</summary>
    public ElementKind Elements { get; }

    /// <summary>Gets the properties.</summary>
    public ObjectTraits Traits { get; }

    /// <summary>
    /// Gets a value indicating whether the last reference of an instance is its <c>__dict__</c>, for which an implementation may have
    /// room beside the attributes.
    /// </summary>
    public bool KeepsInstanceDict { get; init; }

    /// <summary>Gets the buffers that each object owns.</summary>
    public IReadOnlyList<BufferShape> Buffers { get; }

    /// <summary>Gets the bytes of one variable element on the allocation clock.</summary>
    public int ElementBytes => Elements switch
    {
        ElementKind.None => 0,
        ElementKind.Bytes => 1,
        _ => BufferShape.SlotBytes,
    };

    /// <summary>Gets a value indicating whether an object of the type can refer to another.</summary>
    public bool HasReferences =>
        References > 0 || Elements == ElementKind.References || Buffers.Any(shape => shape.References > 0);

    /// <summary>Computes what an object costs on the allocation clock.</summary>
    /// <param name="length">Number of variable elements; 0 for a type without.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    /// <remarks>
    /// Buffers are separate blocks in most implementations; they count with <see cref="NominalBufferBytes"/> when they
    /// are given a size.
    /// </remarks>
    public long NominalBytes(int length)
    {
        int lengthBytes = Elements == ElementKind.None ? 0 : NominalLengthBytes;
        long bytes = NominalHeaderBytes + lengthBytes + ((long)(References + Words) * BufferShape.SlotBytes)
            + ((long)length * ElementBytes);
        return Math.Max(NominalMinimumBytes, RoundUp(bytes));
    }

    /// <summary>Computes what giving a buffer a size costs on the allocation clock.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    /// <returns>Bytes, a multiple of 8: the whole new size, as if it were allocated afresh; 0 for 0 items.</returns>
    public long NominalBufferBytes(int buffer, int items) => RoundUp((long)items * Buffers[buffer].ItemBytes);

    /// <summary>Computes what giving a table a size costs on the allocation clock, beyond <see cref="NominalBufferBytes"/>.</summary>
    /// <param name="indexBytes">Bytes of its index.</param>
    /// <returns>Bytes, a multiple of 8: the whole index, also when it keeps its size.</returns>
    public static long NominalIndexBytes(int indexBytes) => RoundUp(indexBytes);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static long RoundUp(long bytes) => (bytes + BufferShape.SlotBytes - 1) & -BufferShape.SlotBytes;
}
