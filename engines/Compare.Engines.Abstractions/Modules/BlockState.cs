namespace Compare.Engines.Abstractions.Modules;

/// <summary>The state of a block in a heap of blocks, with the numbers of MicroPython's allocation table.</summary>
public enum BlockState
{
    /// <summary>Free.</summary>
    Free,

    /// <summary>First block of an object or of a part of one.</summary>
    Head,

    /// <summary>A further block.</summary>
    Tail,

    /// <summary>A head that the running collection has reached.</summary>
    Marked,
}
