using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.Exact;

/// <summary>
/// Brute force: after every operation it asks which objects can be reached, and it keeps the counts of a heap that only counts.
/// </summary>
internal sealed class GraphModel(int rootCount)
{
    public Node?[] Roots { get; } = new Node?[rootCount];

    public List<Node> Nodes { get; } = [];

    /// <summary>Gets all sizes that buffers had: birth, death, bytes.</summary>
    public List<(long Birth, long Death, long Bytes)> Buffers { get; } = [];

    public long Clock { get; private set; }

    public long PeakObjects { get; private set; }

    public long PeakBytes { get; private set; }

    public long Stores { get; private set; }

    public long Initialising { get; private set; }

    public long OldToYoung { get; private set; }

    public Node Allocate(ObjectType type, int length)
    {
        int fields = type.References + (type.Elements == ElementKind.References ? length : 0);
        Clock += type.NominalBytes(length);
        Node node = new(new Node?[fields]) { Birth = Clock, Bytes = type.NominalBytes(length) };
        Nodes.Add(node);
        NotePeak(node);
        return node;
    }

    public void Resize(Node node, ObjectType type, int items)
    {
        EndBuffer(node);
        Array.Resize(ref node.Fields, items);
        node.BufferBytes = type.NominalBufferBytes(0, items);
        Clock += node.BufferBytes;
        node.BufferBirth = Clock;
        NotePeak(null);
    }

    public void Store(Node holder, int field, Node? value)
    {
        Stores++;
        Initialising += holder.Fields[field] is null ? 1 : 0;
        OldToYoung += value?.Birth > holder.Birth ? 1 : 0;
        holder.Fields[field] = value;
    }

    /// <summary>Notes the deaths of an operation that has ended.</summary>
    public void NoteDeaths()
    {
        HashSet<Node> live = Reach();
        foreach (Node node in Nodes.Where(node => node.Death is null && !live.Contains(node)))
        {
            node.Death = Clock;
            EndBuffer(node);
        }

        // What only counts reclaims what nothing refers to that is not reclaimed; the rest of the dead stays for ever.
        while (Nodes.FirstOrDefault(node => !node.IsReclaimed && IsUncounted(node)) is { } reclaimed)
        {
            reclaimed.IsReclaimed = true;
        }
    }

    private bool IsUncounted(Node node) => node.Death is not null
        && !Nodes.Exists(other => !other.IsReclaimed && other.Fields.Contains(node));

    private void EndBuffer(Node node)
    {
        if (node.BufferBytes > 0)
        {
            Buffers.Add((node.BufferBirth, Clock, node.BufferBytes));
            node.BufferBytes = 0;
        }
    }

    private void NotePeak(Node? fresh)
    {
        HashSet<Node> live = Reach();
        if (fresh is not null)
        {
            live.Add(fresh);
        }

        PeakObjects = Math.Max(PeakObjects, live.Count);
        PeakBytes = Math.Max(PeakBytes, live.Sum(node => node.Bytes + node.BufferBytes));
    }

    private HashSet<Node> Reach()
    {
        HashSet<Node> reached = [.. Roots.OfType<Node>()];
        Stack<Node> open = new(reached);
        while (open.TryPop(out Node? node))
        {
            foreach (Node target in node.Fields.OfType<Node>().Where(reached.Add))
            {
                open.Push(target);
            }
        }

        return reached;
    }

    /// <summary>An object of the model.</summary>
    internal sealed class Node(Node?[] fields)
    {
        public Node?[] Fields = fields;

        public required long Birth { get; init; }

        public required long Bytes { get; init; }

        public long? Death { get; set; }

        public bool IsReclaimed { get; set; }

        public long BufferBirth { get; set; }

        public long BufferBytes { get; set; }
    }
}
