namespace Compare.Engines.Abstractions.Events;

/// <summary>How a collection shares time with the program.</summary>
public enum CollectionMode
{
    /// <summary>The engine does not distinguish.</summary>
    Unknown,

    /// <summary>The program stands still for all of it.</summary>
    Blocking,

    /// <summary>The program runs beside most of it and is stopped for short times.</summary>
    Background,

    /// <summary>A blocking collection of the young generations while a background one is under way.</summary>
    Foreground,
}
