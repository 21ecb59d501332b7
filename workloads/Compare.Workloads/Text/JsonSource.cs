using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>
/// The documents that <see cref="JsonTree"/> parses, token by token: drawn from the seed, so that no text takes part in what is
/// measured. The operations are digested as they are drawn.
/// </summary>
/// <param name="seed">The seed.</param>
internal struct JsonSource(ulong seed)
{
    /// <summary>Longest string value, and room for every key, UTF-16 units.</summary>
    public const int LongestText = 24;

    private const ulong LeastChildren = 2;
    private const ulong MostChildren = 16;
    private const ulong Keys = 256;
    private const ulong KindSides = 16;
    private const int LargeBits = 40;
    private const int SmallBits = 7;
    private const ulong Letters = 26;
    private const ulong ForeignEvery = 16;
    private const char ForeignLetter = 'é';

    /// <summary>Numbers are multiples of this, so that implementations that round them to fewer bits keep them.</summary>
    private const double Fraction = 0.125;

    private Xoshiro256 _random = new(seed);
    private Digest _digest;

    /// <summary>Gets the digest of all that was drawn.</summary>
    public readonly ulong Operations => _digest.Value;

    /// <summary>Draws the kind of a leaf: 6 in 16 strings, 5 integers, 2 numbers with a fraction, 2 booleans, 1 null.</summary>
    /// <returns>The kind.</returns>
    public JsonKind NextLeaf() => Draw(KindSides) switch
    {
        < 6 => JsonKind.Text,
        < 11 => JsonKind.Integer,
        < 13 => JsonKind.Number,
        < 15 => JsonKind.Boolean,
        _ => JsonKind.Null,
    };

    /// <summary>Draws whether a container is an object, not an array. One with very many members is an array.</summary>
    /// <param name="children">Its children.</param>
    /// <returns>True for an object.</returns>
    public bool NextIsObject(long children) => children <= (long)MostChildren && Draw(2) == 0;

    /// <summary>Draws the number of children of a container.</summary>
    /// <param name="nodes">Nodes below it, at least one.</param>
    /// <param name="levels">Levels of containers from it on; at the last all children are leaves.</param>
    /// <param name="least">Nodes that the first child should have, so that the document becomes deep enough.</param>
    /// <returns>The number; one where the first child needs all nodes.</returns>
    public long NextChildren(long nodes, int levels, long least) => levels == 1
        ? nodes
        : Math.Min(Math.Max(1, nodes - least + 1), (long)(LeastChildren + Draw(MostChildren - LeastChildren + 1)));

    /// <summary>Draws the nodes of a child.</summary>
    /// <param name="nodes">Nodes of it and its younger siblings.</param>
    /// <param name="children">It and its younger siblings.</param>
    /// <param name="least">Nodes that it should have, so that the document becomes deep enough.</param>
    /// <returns>At least one; all when it is the last.</returns>
    public long NextNodes(long nodes, long children, long least)
    {
        if (children == 1)
        {
            return nodes;
        }

        long spare = nodes - children;
        long drawn = 1 + (long)Draw((2 * (ulong)spare / (ulong)children) + 1);
        return Math.Min(Math.Max(drawn, least), spare + 1);
    }

    /// <summary>Draws the first key of an object; its members have this and the following ones.</summary>
    /// <returns>Number of the key.</returns>
    public int NextKey() => (int)Draw(Keys);

    /// <summary>Writes a key.</summary>
    /// <param name="key">Its number; keys come round.</param>
    /// <param name="target">Room for it.</param>
    /// <returns>Units written.</returns>
    public static int WriteKey(int key, Span<char> target) => WordTexts.Write(1 + (int)((ulong)key % Keys), target);

    /// <summary>Draws and writes a string value.</summary>
    /// <param name="target">Room for it.</param>
    /// <returns>Units written.</returns>
    public int NextText(Span<char> target)
    {
        int length = 1 + (int)Draw(LongestText);
        ulong bits = Draw(ulong.MaxValue);
        for (int i = 0; i < length; i++)
        {
            target[i] = (char)('a' + ((bits >> i) % Letters));
        }

        if (bits % ForeignEvery == 0)
        {
            target[0] = ForeignLetter;
        }

        return length;
    }

    /// <summary>Draws an integer, small or large in equal numbers.</summary>
    /// <returns>The integer, 0 or more.</returns>
    public long NextInteger() => (long)Draw(1UL << (Draw(2) == 0 ? SmallBits : LargeBits));

    /// <summary>Draws a number with a fraction.</summary>
    /// <returns>The number.</returns>
    public double NextNumber() => Draw(1UL << SmallBits) * Fraction;

    /// <summary>Draws a boolean.</summary>
    /// <returns>The boolean.</returns>
    public bool NextBoolean() => Draw(2) == 0;

    private ulong Draw(ulong sides)
    {
        ulong drawn = Math.BigMul(_random.Next(), sides, out _);
        _digest.Add(drawn);
        return drawn;
    }
}
