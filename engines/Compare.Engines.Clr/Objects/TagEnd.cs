namespace Compare.Engines.Clr.Objects;

/// <summary>Ends a tag.</summary>
internal struct TagEnd;
