using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.Support;

/// <summary>Types with hash tables, and sizes of tables that every engine has.</summary>
public static class TestTables
{
    /// <summary>Slots of the smallest table.</summary>
    public const int SmallestSlots = 8;

    private const int LargestOneByteSlots = 128;
    private const int LargestTwoByteSlots = 32_768;

    /// <summary>A dictionary: a table of keys, values and hashes, and one of keys and values.</summary>
    public static ObjectType Dict { get; } = new(
        "Dict",
        PythonKind.Dict,
        buffers: [new BufferShape(2, 1, 0) { HasIndex = true }, new BufferShape(2, 0, 0) { HasIndex = true }]);

    /// <summary>A set: slots of key and hash, without an index.</summary>
    public static ObjectType Set { get; } = new("Set", PythonKind.Set, buffers: [new BufferShape(1, 1, 0)]);

    /// <summary>Tables of other shapes: words alone, references alone, three references or words of an entry.</summary>
    public static ObjectType Shapes { get; } = new(
        "Shapes",
        PythonKind.Raw,
        buffers:
        [
            new BufferShape(0, 2, 0) { HasIndex = true },
            new BufferShape(1, 0, 0) { HasIndex = true },
            new BufferShape(3, 2, 0) { HasIndex = true },
            new BufferShape(1, 3, 0) { HasIndex = true },
        ]);

    /// <summary>Gets the entries of a table: two thirds of its slots, as CPython's dictionaries insist on.</summary>
    public static int Entries(int slots) => (int)(2L * slots / 3);

    /// <summary>Gets the slots of the smallest table with room for a number of entries.</summary>
    public static int Slots(int entries)
    {
        int slots = SmallestSlots;
        while (Entries(slots) < entries)
        {
            slots *= 2;
        }

        return slots;
    }

    /// <summary>Gets the bytes of an index.</summary>
    public static int IndexBytes(int slots) => slots * (slots <= LargestOneByteSlots ? sizeof(byte)
        : slots <= LargestTwoByteSlots ? sizeof(short) : sizeof(int));
}
