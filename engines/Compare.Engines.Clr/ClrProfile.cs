namespace Compare.Engines.Clr;

/// <summary>The implementation whose surface the engine has; the memory below is the same.</summary>
internal enum ClrProfile
{
    /// <summary>IronPython 3.</summary>
    IronPython,

    /// <summary>Jython 2.7, with this host in place of its own.</summary>
    Jython,
}
