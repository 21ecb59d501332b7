using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>
/// Old objects in the place of the interpreter's own, which are in every recorded heap: what a collection has to mark and
/// sweep depends on them.
/// </summary>
/// <param name="ArenaBytes">Bytes of small objects.</param>
/// <param name="RawBytes">Bytes of large ones.</param>
/// <param name="Pages">Pages that the small ones are scattered over; the interpreter's are of many sizes.</param>
internal sealed record Ballast(long ArenaBytes, long RawBytes, long Pages = 0)
{
    private const int NodeBytes = 56;
    private const int NodeWords = 4;
    private const int NodesPerPage = (8192 - 32) / NodeBytes;
    private const int BlockBytes = 8192;
    private const int BlockHeaderBytes = 16;

    private static readonly ObjectType s_node = new("interpreter's object", PythonKind.Raw, references: 2, words: NodeWords);

    /// <summary>Makes the objects, in a chain, and collects what was between them.</summary>
    /// <param name="script">The program.</param>
    public void Make(PyPyScript script)
    {
        Variable chain = script.Name();
        long nodes = ArenaBytes / NodeBytes;
        long places = Math.Max(nodes, Pages * NodesPerPage);
        long rawBytes = RawBytes;
        long made = 0;
        for (long place = 1; place <= places; place++)
        {
            bool isGap = made * places >= place * nodes;
            AddNode(script, chain, isGap ? 0 : rawBytes);
            script.SetWord(chain, 0, isGap ? 1 : 0);
            made += isGap ? 0 : 1;
            rawBytes -= isGap ? 0 : Math.Min(rawBytes, BlockBytes);
        }

        script.Collect(); // Copied in the order of the chain: the gaps lie between the others.
        CutGaps(script, chain);
        script.Collect();
    }

    private static void CutGaps(PyPyScript script, Variable chain)
    {
        Variable node = script.Name();
        Variable next = script.Name();
        script.Assign(node, chain);
        while (!script.IsNone(node))
        {
            script.Get(next, node, 0);
            while (!script.IsNone(next) && script.GetWord(next, 0) != 0)
            {
                script.Get(next, next, 0);
            }

            script.Set(node, 0, next);
            script.Assign(node, next);
        }

        script.Forget(node);
        script.Forget(next);
    }

    private static void AddNode(PyPyScript script, Variable chain, long rawBytes)
    {
        Variable node = script.New(s_node);
        script.Set(node, 0, chain);
        if (rawBytes > 0)
        {
            int length = (int)Math.Min(rawBytes, BlockBytes) - BlockHeaderBytes;
            Variable block = script.New(PyPyTypes.ByteArray, Math.Max(length, 0));
            script.Set(node, 1, block);
            script.Forget(block);
        }

        script.Assign(chain, node);
        script.Forget(node);
    }
}
