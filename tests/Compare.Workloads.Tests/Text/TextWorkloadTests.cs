using Compare.Workloads.Tests.Support;
using Compare.Workloads.Text;

namespace Compare.Workloads.Tests.Text;

/// <summary>Words and documents as they are drawn, and what does not change the answer.</summary>
public sealed class TextWorkloadTests
{
    private const int Vocabulary = 200_000;

    [Fact]
    public void Words_differ_and_a_few_are_not_ascii()
    {
        HashSet<string> words = [];
        char[] text = new char[WordTexts.Room];
        for (int rank = 1; rank <= Vocabulary; rank++)
        {
            words.Add(new string(text, 0, WordTexts.Write(rank, text)));
        }

        Assert.Equal(Vocabulary, words.Count);
        Assert.InRange(words.Count(word => word.Any(unit => unit > '\x7F')), Vocabulary / 20, Vocabulary / 10);
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("rope")]
    public void The_way_of_building_does_not_change_the_strings(string how) =>
        Assert.Equal(
            Laboratory.Checksum("pypy", "string-building:how=join"),
            Laboratory.Checksum("cpython", $"string-building:how={how}"));

    [Fact]
    public void The_table_does_not_change_the_words() =>
        Assert.Equal(
            Laboratory.Checksum("nogc", "string-interning:table=dict"),
            Laboratory.Checksum("cpython", "string-interning:table=engine"));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(5, 4)]
    [InlineData(41, 40)]
    [InlineData(500, 1)]
    [InlineData(3000, 4)]
    [InlineData(3000, 12)]
    [InlineData(20000, 40)]
    public void Documents_have_the_nodes_and_the_depth_that_were_asked_for(int nodes, int depth)
    {
        JsonSource source = new(Laboratory.Seed);

        (long drawn, int deepest) = Draw(ref source, nodes, depth, isDeepest: true);

        Assert.Equal(nodes, drawn);
        Assert.Equal(Math.Min(nodes - 1, depth), deepest);
    }

    [Theory]
    [InlineData("json-tree:documents=1,nodes=1,depth=1,keep=1")]
    [InlineData("json-tree:documents=9,nodes=60,depth=40,keep=2")]
    [InlineData("json-tree:documents=2,nodes=300,depth=1,keep=10")]
    [InlineData("string-building:how=copy,strings=3,pieces=1,piece=1,keep=9")]
    [InlineData("string-building:how=join,strings=3,pieces=1,piece=1,keep=1")]
    [InlineData("string-building:how=rope,strings=2,pieces=300,piece=256,keep=1")]
    [InlineData("string-interning:vocabulary=1,tokens=50,window=1")]
    [InlineData("string-interning:vocabulary=30,tokens=500,window=3,skew=0,table=engine")]
    public void Unusual_parameters_have_one_answer_on_every_engine(string workload)
    {
        ulong expected = Laboratory.Checksum("nogc", workload);

        Assert.All(EngineUnderTest.All, engine => Assert.Equal(expected, Laboratory.Checksum(engine, workload)));
    }

    /// <summary>Walks through a document as the workload does, without a heap.</summary>
    private static (long Nodes, int Levels) Draw(ref JsonSource source, long nodes, int levels, bool isDeepest)
    {
        if (nodes == 1)
        {
            source.NextLeaf();
            return (1, 0);
        }

        long left = nodes - 1;
        long drawn = 1;
        int deepest = 0;
        long least = isDeepest ? levels : 1;
        for (long children = source.NextChildren(left, levels, least); children > 0; children--)
        {
            long own = source.NextNodes(left, children, least);
            left -= own;
            (long below, int depth) = Draw(ref source, own, levels - 1, isDeepest);
            drawn += below;
            deepest = Math.Max(deepest, depth);
            isDeepest = false;
            least = 1;
        }

        return (drawn, deepest + 1);
    }
}
