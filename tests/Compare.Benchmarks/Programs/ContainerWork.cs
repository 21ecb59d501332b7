namespace Compare.Benchmarks.Programs;

/// <summary>What <see cref="ContainerProgram"/> times.</summary>
internal enum ContainerWork
{
    /// <summary>Insertion into a dictionary with integers as keys, from empty.</summary>
    Insert,

    /// <summary>Lookup of every key of it, in the order of insertion.</summary>
    Lookup,

    /// <summary>Appending to a list, from empty.</summary>
    Append,

    /// <summary>Reading every item of it.</summary>
    Index,
}
