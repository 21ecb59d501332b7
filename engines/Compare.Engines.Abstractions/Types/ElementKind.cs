namespace Compare.Engines.Abstractions.Types;

/// <summary>What the variable part of an object holds.</summary>
public enum ElementKind
{
    /// <summary>No variable part: the size is fixed by the type.</summary>
    None,

    /// <summary>References.</summary>
    References,

    /// <summary>64-bit words.</summary>
    Words,

    /// <summary>Bytes.</summary>
    Bytes,
}
