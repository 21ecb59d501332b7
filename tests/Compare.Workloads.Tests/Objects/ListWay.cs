using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Ways to make a list that scripts recorded; the first are those of <see cref="ListOrigin"/>.</summary>
internal enum ListWay
{
    /// <summary>Display of computed items.</summary>
    Exact = ListOrigin.Exact,

    /// <summary>Display of constants.</summary>
    Constants = ListOrigin.Constants,

    /// <summary>Of a string.</summary>
    Sequence = ListOrigin.Sequence,

    /// <summary>Of a dictionary or set.</summary>
    HashTable = ListOrigin.HashTable,

    /// <summary>Of a generator.</summary>
    Generator = ListOrigin.Generator,

    /// <summary>Of a range.</summary>
    Range,

    /// <summary>Of a tuple.</summary>
    Tuple,

    /// <summary>Of a list.</summary>
    List,

    /// <summary>A copy.</summary>
    Copy,

    /// <summary>A slice.</summary>
    Slice,

    /// <summary>A list of one, repeated.</summary>
    Repetition,

    /// <summary>A list of one and another.</summary>
    Concatenation,

    /// <summary>Appended one by one.</summary>
    Appending,

    /// <summary>One item inserted into a list.</summary>
    Insertion,
}
