using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.CPython;

/// <content>
/// Ordinary instances: their attributes lie in a block beside them (3.11, 3.12) or inside them (3.13+). The first
/// instances of a class get room for more attributes than they will have.
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Instances after which the room for attributes does not change any more (SHARED_KEYS_MAX_SIZE).</summary>
    private const int GrowingInstances = 31;

    /// <summary>Gets a reference field, wherever the version keeps it.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">Its index.</param>
    /// <returns>The slot.</returns>
    internal static ref nint Field(nint obj, int field)
    {
        if (TVersion.KeepsAttributesInBlock && ObjectLayout.Type(obj)->AttributesOffset != 0)
        {
            return ref ((nint*)ObjectLayout.Attributes(obj))[field];
        }

        return ref ObjectLayout.Field(obj, field);
    }

    /// <summary>Gets a data word, wherever the version keeps it.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="word">Its index.</param>
    /// <returns>The word.</returns>
    internal static ref long Word(nint obj, int word)
    {
        if (TVersion.KeepsAttributesInBlock && ObjectLayout.Type(obj)->AttributesOffset != 0)
        {
            return ref ((long*)(ObjectLayout.Attributes(obj) + ObjectLayout.Type(obj)->WordsOffset))[word];
        }

        return ref ObjectLayout.Word(obj, word);
    }

    private nint AllocateInstance(TypeInfo* info)
    {
        int capacity = PythonSizes.AttributeCapacity(info->Attributes, info->Instances + 1, _profile);
        nint attributes = 0;
        long bytes = info->ReportedBytes + PythonSizes.InlineAttributeBytes(capacity);
        if (TVersion.KeepsAttributesInBlock)
        {
            attributes = AllocateAttributes(info, capacity);
            bytes = info->ReportedBytes;
        }

        nint block;
        try
        {
            block = AllocateBlock(bytes);
        }
        catch (Abstractions.Heaps.HeapExhaustedException) when (attributes != 0)
        {
            long given = PythonSizes.AttributeBlockBytes(capacity, out int prefix);
            info->VariableBlockBytes -= BlockBytes(given);
            FreeBlock(attributes - prefix, given);
            throw;
        }

        if (TVersion.KeepsAttributesInBlock)
        {
            *(nint*)(block + info->PrefixBytes + info->AttributesOffset) = attributes;
        }

        info->VariableBlockBytes += BlockBytes(bytes);
        if (info->Instances < GrowingInstances)
        {
            info->Instances++;
        }

        return block;
    }

    private void FreeInstance(nint obj, TypeInfo* info)
    {
        if (TVersion.KeepsAttributesInBlock)
        {
            nint attributes = AttributeBlock(obj, info, out long attributeBytes);
            info->VariableBlockBytes -= attributeBytes;
            FreeBlock(attributes, attributeBytes);
        }

        long bytes = OwnBytes(obj, info);
        info->VariableBlockBytes -= bytes;
        FreeBlock(obj - info->PrefixBytes, bytes);
    }

    /// <summary>Bytes of an instance's blocks.</summary>
    private long InstanceBytes(nint obj, TypeInfo* info)
    {
        long attributeBytes = 0;
        if (TVersion.KeepsAttributesInBlock)
        {
            _ = AttributeBlock(obj, info, out attributeBytes);
        }

        return OwnBytes(obj, info) + attributeBytes;
    }

    /// <summary>Only the first instances of a class differ from the others, and all of those come from the pools.</summary>
    private static long OwnBytes(nint obj, TypeInfo* info) => info->FixedBytes > SizeClasses.LargestBytes
        ? info->FixedBytes
        : SizeClasses.Bytes(SmallBlockAllocator<LargePools>.PoolOf(obj - info->PrefixBytes)->SizeClass);

    private nint AttributeBlock(nint obj, TypeInfo* info, out long bytes)
    {
        nint attributes = ObjectLayout.Attributes(obj);
        int steady = PythonSizes.AttributeCapacity(info->Attributes, int.MaxValue, _profile);
        bytes = PythonSizes.AttributeBlockBytes(steady, out int prefix);
        if (bytes > SizeClasses.LargestBytes)
        {
            return attributes - prefix;
        }

        nint block = attributes - *((byte*)attributes - 1);
        bytes = SizeClasses.Bytes(SmallBlockAllocator<LargePools>.PoolOf(block)->SizeClass);
        return block;
    }

    private nint AllocateAttributes(TypeInfo* info, int capacity)
    {
        long bytes = PythonSizes.AttributeBlockBytes(capacity, out int prefix);
        nint attributes = AllocateBlock(bytes) + prefix;
        info->VariableBlockBytes += BlockBytes(bytes);
        *((byte*)attributes - 1) = (byte)prefix; // As CPython does, to find the begin of the block.
        for (int i = 0; i < info->References; i++)
        {
            ((nint*)attributes)[i] = 0;
        }

        return attributes;
    }
}
