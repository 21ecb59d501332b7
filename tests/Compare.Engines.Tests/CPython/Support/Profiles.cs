namespace Compare.Engines.Tests.CPython.Support;

/// <summary>The versions of CPython that a test applies to.</summary>
public static class Profiles
{
    /// <summary>Gets every profile.</summary>
    public static TheoryData<string> All => new("3.11", "3.12", "3.13", "3.14");

    /// <summary>Gets the profiles with three generations, before the incremental collector.</summary>
    public static TheoryData<string> Generational => new("3.11", "3.12", "3.13");

    /// <summary>Gets the profiles whose threshold raises a flag that the next check point honours.</summary>
    public static TheoryData<string> Deferred => new("3.12", "3.13", "3.14");

    /// <summary>Gets the profiles with the incremental collector.</summary>
    public static TheoryData<string> Incremental => new("3.14");

    /// <summary>Tells whether a profile has three generations that are collected as wholes.</summary>
    public static bool HasGenerations(string profile) => profile != "3.14";
}
