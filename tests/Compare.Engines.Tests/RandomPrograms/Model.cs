namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>The exact object graph: what every engine must agree with.</summary>
internal sealed class Model
{
    public List<ModelNode> Nodes { get; } = [];

    public List<ModelNode?> Roots { get; } = [];

    /// <summary>Gets the locals of the running functions, innermost last.</summary>
    public List<ModelNode?[]> Frames { get; } = [];

    /// <summary>Computes what the program can reach.</summary>
    public HashSet<ModelNode> Reachable() => Reach(Roots.Concat(Frames.SelectMany(frame => frame)));

    /// <summary>Computes what can be reached from somewhere; weak references do not count.</summary>
    public static HashSet<ModelNode> Reach(IEnumerable<ModelNode?> from)
    {
        HashSet<ModelNode> reached = [];
        Stack<ModelNode> pending = new(from.OfType<ModelNode>());
        while (pending.TryPop(out ModelNode? node))
        {
            if (reached.Add(node))
            {
                foreach (ModelNode child in node.Children)
                {
                    pending.Push(child);
                }
            }
        }

        return reached;
    }
}
