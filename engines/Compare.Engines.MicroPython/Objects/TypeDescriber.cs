using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.MicroPython.Objects;

/// <summary>Lays out the objects of a type.</summary>
/// <remarks>
/// <code>
/// word 0     type; bit 0 tells that the fields lie in a table
/// word 1     first reference field, or the address of the table
///            further references; each buffer's address and number of items; length; address of elements that lie aside;
///            data words, 8 bytes each; inline elements
/// </code>
/// Sizes are MicroPython's for each kind; inside that size fields have an order of their own, so that the first reference is
/// at the same place in every object.
/// </remarks>
internal static unsafe class TypeDescriber
{
    private const int DataBytes = 8;

    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">Its number.</param>
    /// <param name="wordBytes">Bytes of a machine word.</param>
    /// <param name="blockBytes">Bytes of a block.</param>
    /// <returns>The description, without its header.</returns>
    public static TypeInfo Describe(ObjectType type, int number, int wordBytes, int blockBytes)
    {
        bool hasTable = type.Kind == PythonKind.Instance;
        TypeInfo info = new()
        {
            Account = new(type),
            References = type.References,
            HasTable = (byte)(hasTable ? 1 : 0),
            Number = number,
            MapLetter = (byte)KindSizes.MapLetter(type.Kind),
            Elements = type.Elements,
            ElementBytes = type.Elements == ElementKind.References ? wordBytes : type.ElementBytes,
            TailBytes = KindSizes.IsText(type.Kind) ? 1 : 0,
            HasElementsAside = (byte)(type.Elements != ElementKind.None && KindSizes.HasElementsAside(type.Kind) ? 1 : 0),
            ReplacesBuffers = (byte)(type.Kind is PythonKind.Dict or PythonKind.Set ? 1 : 0),
            IsFinalizable = (byte)(IsFinalizable(type) ? 1 : 0),
            IsWeaklyReferenceable = Flag(type, ObjectTraits.WeaklyReferenceable),
            IsWeakReference = (byte)(ReferenceEquals(type, ObjectType.WeakReference) ? 1 : 0),
            BufferCount = type.Buffers.Count,
            LeastItems = type.Kind == PythonKind.List && type.Buffers.Count > 0 ? KindSizes.LeastListItems : 0,
        };
        DescribeBuffers(type, ref info, wordBytes);
        Place(type, ref info, wordBytes);
        bool isOneBlock = info.FixedBytes <= blockBytes && info.Elements == ElementKind.None && info.TableBytes == 0;
        info.IsPlainBlock = (byte)(isOneBlock && info.LeastItems == 0 && info.IsFinalizable == 0 ? 1 : 0);
        return info;
    }

    /// <summary>Tells whether objects of a type are finalized: native ones only, never instances of Python's classes.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True for a native type with the trait.</returns>
    public static bool IsFinalizable(ObjectType type) =>
        type.Kind == PythonKind.Native && Flag(type, ObjectTraits.Finalizable) != 0;

    private static byte Flag(ObjectType type, ObjectTraits trait) =>
        (byte)((type.Traits & trait) == ObjectTraits.None ? 0 : 1);

    private static void Place(ObjectType type, ref TypeInfo info, int wordBytes)
    {
        bool hasTable = info.HasTable != 0;
        int offset = wordBytes * (1 + (hasTable ? 1 : type.References));
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            info.Shapes[i].Offset = offset;
            offset += BufferNumbers.OwnerBytes(type.Buffers[i].HasIndex, wordBytes);
        }

        if (type.Elements != ElementKind.None)
        {
            if (KindSizes.IsText(type.Kind))
            {
                info.HashOffset = offset;
                offset += wordBytes;
            }

            info.LengthOffset = offset;
            offset += wordBytes;
            if (info.HasElementsAside != 0)
            {
                info.ElementsOffset = offset;
                offset += wordBytes;
            }
        }

        if (hasTable)
        {
            // A slot is a key and a value; on 32 bits a number of 64 bits takes both.
            int slotBytes = KindSizes.TableSlotWords * wordBytes;
            int capacity = GrowthRules.TableSize(type.References + type.Words);
            info.TableBytes = capacity * slotBytes;
            info.WordsOffset = (type.References * slotBytes) + slotBytes - DataBytes;
            info.WordStride = slotBytes;
        }
        else
        {
            info.WordsOffset = info.IsWeakReference != 0 ? 2 * wordBytes : offset;
            info.WordStride = DataBytes;
            offset += DataBytes * (info.IsWeakReference != 0 ? 0 : type.Words);
        }

        if (info.IsWeakReference != 0)
        {
            offset = (2 * wordBytes) + DataBytes; // Type, disguised target, tag.
        }

        bool hasElements = type.Elements != ElementKind.None;
        int leastWords = KindSizes.LeastWords(type.Kind, type.References, wordBytes, hasElements);
        info.FixedBytes = Math.Max(offset, wordBytes * leastWords);
        if (type.Elements != ElementKind.None && info.HasElementsAside == 0)
        {
            info.ElementsOffset = info.FixedBytes;
        }
    }

    private static void DescribeBuffers(ObjectType type, ref TypeInfo info, int wordBytes)
    {
        if (type.Buffers.Count == 0)
        {
            return;
        }

        info.Shapes = (ItemShape*)NativeMemory.AllocZeroed((nuint)type.Buffers.Count, (nuint)sizeof(ItemShape));
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            BufferShape shape = type.Buffers[i];
            info.Shapes[i] = new()
            {
                References = shape.References,
                Words = shape.Words,
                HasIndex = (byte)(shape.HasIndex ? 1 : 0),
                WordsOffset = shape.References * wordBytes,
                Bytes = (shape.References * wordBytes) + (shape.Words * DataBytes) + shape.Bytes,
            };
        }
    }
}
