using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.CPython.Versions;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython.Objects;

/// <summary>Lays out a type as one version of CPython would.</summary>
/// <param name="profile">The version.</param>
/// <param name="keepsAttributesInBlock">Whether attributes lie in a block beside their instance.</param>
/// <param name="isIncremental">Whether tuples are tracked only when they need to be.</param>
internal sealed unsafe class TypeDescriber(CPythonProfile profile, bool keepsAttributesInBlock, bool isIncremental)
{
    /// <summary>Size class of a type whose objects have no fixed size.</summary>
    public const int NoSizeClass = -1;

    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">Its number in the registry.</param>
    /// <returns>The description, without a free list.</returns>
    public TypeInfo Describe(ObjectType type, int number)
    {
        if (type.Buffers.Count > TypeInfo.MaxBuffers)
        {
            throw new ArgumentException($"{type} has more than {TypeInfo.MaxBuffers} buffers.", nameof(type));
        }

        bool finalizable = type.Traits.HasFlag(ObjectTraits.Finalizable);
        bool legacy = type.Traits.HasFlag(ObjectTraits.LegacyFinalizer);
        bool weakly = type.Traits.HasFlag(ObjectTraits.WeaklyReferenceable);
        bool isNative = type.Kind == PythonKind.Native;
        bool isInstance = type.Kind == PythonKind.Instance;
        bool weakInBody = weakly
            && (isNative || profile.KeepsWeakListInBody || PythonSizes.HasWeakListInBody(type.Kind));
        bool isSubclass = weakly && PythonSizes.IsSubclassWhenWeak(type.Kind);
        bool managed = isInstance || isSubclass || (weakly && !weakInBody);

        // The finalized bit lives in the collector's header, so every type with a finalizer has one.
        bool isGc = !isNative && (PythonSizes.IsGc(type) || managed || finalizable || legacy || weakly);
        bool isExact = !finalizable && !legacy && !weakly;
        TypeInfo info = new()
        {
            Account = new AllocationAccount(type),
            References = type.References,
            Attributes = AttributesOf(type),
            InlineReferences = isInstance && keepsAttributesInBlock ? 0 : type.References,
            IsGc = Flag(isGc),
            ReleasesBackwards = Flag(
                type.Kind == PythonKind.Tuple || (type.Kind == PythonKind.Generator && isIncremental)),
            VisitsBackwards = Flag(type.Kind == PythonKind.Tuple),
            IsAnyTuple = Flag(type.Kind == PythonKind.Tuple),
            IsTuple = Flag(type.Kind == PythonKind.Tuple && isExact),
            IsDict = Flag(type.Kind == PythonKind.Dict && isExact && profile.TracksDictsLate),
            IsInstance = Flag(isInstance),
            IsStr = Flag(PythonSizes.IsStr(type.Kind)),
            HasDigits = Flag(type.Kind == PythonKind.Int && type.Elements == ElementKind.Bytes),
            UsesTrashcan = Flag(isGc || type.HasReferences),
            IsFinalizable = Flag(finalizable),
            HasLegacyFinalizer = Flag(legacy),
            IsWeaklyReferenceable = Flag(weakly),
            IsWeakReference = Flag(type.Kind == PythonKind.WeakReference),
            Elements = type.Elements,
            ElementBytes = type.ElementBytes,
            BufferCount = type.Buffers.Count,
            Number = number,
            PrefixBytes = (isGc ? ObjectLayout.GcHeaderBytes : 0) + (managed ? ObjectLayout.ManagedPrefixBytes : 0),
            Tables = TablesOf(type),
        };
        info.HasDictKeys = Flag(type.Kind == PythonKind.Dict && info.Tables != 0);
        info.MayBeUntracked = Flag(info.IsTuple != 0 || info.IsDict != 0);
        info.IsBornUntracked = Flag(info.IsDict != 0 || (info.IsTuple != 0 && isIncremental));
        info.AttributesOffset = !isInstance || !keepsAttributesInBlock ? 0
            : profile.KeepsWeakListInBody ? ObjectLayout.ManagedFirstOffset : ObjectLayout.ManagedSecondOffset;
        info.WeakListOffset = weakly && !weakInBody ? ObjectLayout.ManagedFirstOffset : 0;
        info.IsSpecial = Flag(
            finalizable || legacy || weakly || isInstance || isNative || info.IsWeakReference != 0 || info.BufferCount > 0
            || type.Elements != ElementKind.None);
        info.IsPlainContainer = Flag(isGc && info.IsSpecial == 0);
        info.HasOnlyItems = Flag(
            type.Elements == ElementKind.None && info.AttributesOffset == 0
            && type.Buffers.Count == 1 && type.Buffers[0] == BufferShape.ReferenceItems);
        info.RunsCodeAtDeath = Flag(finalizable || legacy || weakly);
        info.NeedsInitialization = Flag(weakly || info.BufferCount > 0);
        LayOut(type, weakInBody || (isInstance && profile.KeepsWeakListInBody), ref info);
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            info.Shapes[i] = new(type.Buffers[i]);
        }

        return info;
    }

    /// <summary>
    /// CPython has a word for an instance's dictionary before the object; here it takes the place of the one attribute more that
    /// there is room for, unless there is none.
    /// </summary>
    private static int AttributesOf(ObjectType type)
    {
        int fields = type.References + type.Words;
        return type.KeepsInstanceDict && fields <= PythonSizes.SharedKeys ? fields - 1 : fields;
    }

    private void LayOut(ObjectType type, bool weakInBody, ref TypeInfo info)
    {
        bool isInstance = info.IsInstance != 0;
        int basic = PythonSizes.BasicBytes(type.Kind, profile);
        int offset = ObjectLayout.HeaderBytes + (info.InlineReferences * ObjectLayout.SlotBytes);
        info.WordsOffset = info.AttributesOffset != 0 ? type.References * ObjectLayout.SlotBytes : offset;
        offset += info.AttributesOffset != 0 ? 0 : type.Words * ObjectLayout.SlotBytes;
        if (info.IsWeakReference != 0)
        {
            offset = LayOutWeakReference(type, basic, ref info);
        }

        info.BuffersOffset = offset;
        offset += type.Buffers.Count * ObjectLayout.BufferFieldBytes;
        LayOutInlineBuffer(type, offset, ref info);
        if (type.Kind == PythonKind.Tuple && type.Elements == ElementKind.None)
        {
            offset += profile.TupleHeaderBytes - ObjectLayout.HeaderBytes; // Its type knows the length.
        }

        info.LengthOffset = offset;
        if (type.Elements != ElementKind.None)
        {
            offset += PythonSizes.VariableHeaderBytes(type.Kind, profile);
            info.TailBytes = PythonSizes.TailBytes(type.Kind);
            info.HashOffset = PythonSizes.HasHash(type.Kind) && type.Elements == ElementKind.Bytes
                ? info.LengthOffset + ObjectLayout.SlotBytes
                : 0;
        }

        info.ElementsOffset = offset;
        if (PythonSizes.AddsFields(type.Kind))
        {
            // The data words are part of what CPython's own structure has, as the place where the frame goes on.
            offset += Math.Max(0, basic - ObjectLayout.HeaderBytes - (type.Words * ObjectLayout.SlotBytes));
        }

        LayOutSize(type, isInstance, weakInBody, Math.Max(offset, basic), ref info);
    }

    private void LayOutSize(ObjectType type, bool isInstance, bool weakInBody, int bytes, ref TypeInfo info)
    {
        if (type.Kind == PythonKind.Int && type.Elements == ElementKind.Bytes)
        {
            bytes = info.ElementsOffset; // Digits follow; none are counted yet.
        }

        int reported = isInstance ? ObjectLayout.HeaderBytes : bytes;
        if (weakInBody)
        {
            bool hasRoom = PythonSizes.HasWeakListInBody(type.Kind) && info.ElementsOffset + ObjectLayout.SlotBytes <= bytes;
            int weakOffset = isInstance && info.AttributesOffset != 0 ? ObjectLayout.HeaderBytes
                : hasRoom ? bytes - ObjectLayout.SlotBytes : bytes;
            int added = hasRoom ? 0 : ObjectLayout.SlotBytes;
            info.WeakListOffset = info.IsWeaklyReferenceable != 0 ? weakOffset : 0;
            bytes += added;
            reported += added;
        }

        info.ReportedBytes = info.PrefixBytes + reported;
        info.FixedBytes = info.PrefixBytes + bytes;
        if (isInstance && info.AttributesOffset == 0)
        {
            int capacity = PythonSizes.AttributeCapacity(info.Attributes, int.MaxValue, profile);
            info.FixedBytes = info.ReportedBytes + PythonSizes.InlineAttributeBytes(capacity);
        }

        if (type.Kind == PythonKind.Int && type.Elements == ElementKind.None)
        {
            info.FixedBytes = Math.Max(info.FixedBytes, info.PrefixBytes + PythonSizes.LeastIntBytes);
        }

        info.SizeClass = isInstance ? NoSizeClass : SizeClasses.Of(info.FixedBytes);
        info.BlockBytes = type.Elements != ElementKind.None || isInstance ? 0
            : info.SizeClass < 0 ? info.FixedBytes : SizeClasses.Bytes(info.SizeClass);
    }

    /// <summary>A subclass of weakref.ref has its fields behind the reference itself.</summary>
    private static int LayOutWeakReference(ObjectType type, int basic, ref TypeInfo info)
    {
        bool isPlain = ReferenceEquals(type, ObjectType.WeakReference);
        int words = isPlain ? 0 : type.Words; // The two words of the plain type are target and tag.
        info.WeakBodyOffset = ObjectLayout.HeaderBytes + ((type.References + words) * ObjectLayout.SlotBytes);
        return info.WeakBodyOffset + basic - ObjectLayout.HeaderBytes;
    }

    private static void LayOutInlineBuffer(ObjectType type, int end, ref TypeInfo info)
    {
        if (type.Kind == PythonKind.Set && type.Buffers.Count == 1
            && type.Buffers[0].ItemBytes == PythonSizes.SetSlotBytes && !type.Buffers[0].HasIndex && end <= PythonSizes.InlineSetOffset)
        {
            info.InlineBufferOffset = PythonSizes.InlineSetOffset;
        }
    }

    /// <summary>
    /// Buffers with an index are tables; so is the first buffer of a dictionary whose description names no index.
    /// </summary>
    private static byte TablesOf(ObjectType type)
    {
        int tables = 0;
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            tables |= type.Buffers[i].HasIndex ? 1 << i : 0;
        }

        bool hasUnnamedTable = type.Kind == PythonKind.Dict && type.Buffers.Count > 0 && type.Buffers[0].Bytes == 0;
        return (byte)(tables == 0 && hasUnnamedTable ? 1 : tables);
    }

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
