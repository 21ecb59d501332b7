namespace Compare.Engines.Heap.Checking;

/// <summary>The parts of an object that hold references.</summary>
internal enum FieldKind
{
    /// <summary>Not read from an object.</summary>
    None,

    /// <summary>Reference fields.</summary>
    Field,

    /// <summary>Variable elements.</summary>
    Element,

    /// <summary>Items of an owned buffer.</summary>
    Item,
}
