namespace Compare.Engines.CPython.Cycles;

/// <summary>What trash contains, so that phases without work can be left out.</summary>
[Flags]
internal enum TrashContent
{
    /// <summary>Exact tuples and other objects that cannot be cleared.</summary>
    None = 0,

    /// <summary>Objects that can be cleared.</summary>
    Clearable = 1,

    /// <summary>Objects of types with a finalizer.</summary>
    Finalizable = 2,
}
