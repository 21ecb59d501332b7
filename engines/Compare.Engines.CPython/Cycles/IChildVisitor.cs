namespace Compare.Engines.CPython.Cycles;

/// <summary>What one phase of a collection does at each reference. A struct, so that traversal is compiled for each phase.</summary>
internal interface IChildVisitor
{
    /// <summary>Visits the target of a reference.</summary>
    /// <param name="child">Address of the target, not null.</param>
    void Visit(nint child);
}
