namespace Compare.Engines.Exact.Objects;

/// <summary>Does something with each reference that an object holds. A struct, so that each walk is a loop of its own.</summary>
internal unsafe interface IEdgeVisitor
{
    /// <summary>Visits a reference.</summary>
    /// <param name="target">The object that it leads to.</param>
    void Visit(ExactObject* target);
}
