namespace Compare.Engines.Abstractions.Parameters;

/// <summary>What a parameter's text means.</summary>
public enum ParameterKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number of bytes: digits with an optional unit B, KiB, MiB or GiB.</summary>
    Bytes,

    /// <summary>A number with a fraction; a per cent sign divides by 100.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of a list of words.</summary>
    Choice,
}
