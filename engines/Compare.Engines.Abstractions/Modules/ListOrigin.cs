namespace Compare.Engines.Abstractions.Modules;

/// <summary>How a list comes into being, which decides its first capacity.</summary>
public enum ListOrigin
{
    /// <summary>Display of computed items, slice, copy, repetition or concatenation: exactly as long as needed.</summary>
    Exact,

    /// <summary>Display of constants.</summary>
    Constants,

    /// <summary><c>list(x)</c> of a list, tuple, range or string, or the first extension of an empty list.</summary>
    Sequence,

    /// <summary><c>list(x)</c> of a dictionary or set.</summary>
    HashTable,

    /// <summary><c>list(x)</c> of a generator, whose length is not known.</summary>
    Generator,
}
