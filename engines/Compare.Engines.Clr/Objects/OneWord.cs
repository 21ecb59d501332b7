namespace Compare.Engines.Clr.Objects;

/// <summary>One data word.</summary>
internal struct OneWord
{
    /// <summary>The word.</summary>
    public long Word;
}
