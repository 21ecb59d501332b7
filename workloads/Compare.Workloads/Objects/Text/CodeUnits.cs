namespace Compare.Workloads.Objects.Text;

/// <summary>What a stored text consists of.</summary>
internal enum CodeUnits
{
    /// <summary>A byte for each character, to 0xFF.</summary>
    One = 1,

    /// <summary>Two bytes for each character, to 0xFFFF.</summary>
    Two = 2,

    /// <summary>Four bytes for each character.</summary>
    Four = 4,

    /// <summary>UTF-8; a lone surrogate takes three bytes.</summary>
    Utf8 = 5,

    /// <summary>UTF-16.</summary>
    Utf16 = 6,
}
