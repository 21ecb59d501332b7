namespace Compare.Engines.Abstractions.Modules;

/// <summary>How an implementation stores the characters of a string.</summary>
public enum TextForm
{
    /// <summary>One, two or four bytes a character, as its widest one needs (PEP 393).</summary>
    Flexible,

    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>UTF-16.</summary>
    Utf16,
}
