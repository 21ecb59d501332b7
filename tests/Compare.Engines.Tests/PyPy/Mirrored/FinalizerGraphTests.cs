using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The order in which the objects of random graphs are finalized.</summary>
public sealed class FinalizerGraphTests
{
    private const int Small = 13;
    private const int Large = 26;
    private const int MostEdges = 4;
    private const int List = 0;
    private const int Number = 0;

    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("A");

    [Theory]
    [InlineData(Small, 1)]
    [InlineData(Small, 2)]
    [InlineData(Small, 3)]
    [InlineData(Large, 4)]
    [InlineData(Large, 5)]
    [InlineData(Large, 6)]
    [InlineData(Large, 7)]
    [InlineData(Large, 8)]
    [MirrorsRPython("snippet", "test_finalizer_order")]
    public void Holders_come_first_and_no_two_of_a_component_together(int vertices, int seed) => PyPyScript.Run(script =>
    {
        List<(int From, int To)> edges = RandomEdges(vertices, new Random(seed));
        int[] ages = AgesOf(script, vertices, edges);

        bool[,] reaches = Closure(vertices, edges);
        Assert.DoesNotContain(-1, ages);
        foreach ((int from, int to) in edges.Where(edge => !reaches[edge.To, edge.From]))
        {
            Assert.True(ages[from] < ages[to], $"{from} ({ages[from]}) should be finalized before {to} ({ages[to]})");
        }

        for (int one = 0; one < vertices; one++)
        {
            for (int other = 0; other < one; other++)
            {
                bool isOneComponent = reaches[one, other] && reaches[other, one];
                Assert.False(isOneComponent && ages[one] == ages[other], $"{one} and {other} are finalized together");
            }
        }
    });

    private static List<(int From, int To)> RandomEdges(int vertices, Random random)
    {
        List<(int From, int To)> edges = [];
        for (int vertex = 0; vertex < vertices; vertex++)
        {
            for (int i = random.Next(MostEdges); i > 0; i--)
            {
                edges.Add((vertex, random.Next(vertices)));
            }
        }

        return edges;
    }

    // The number of the collection in which each was finalized, -1 for none.
    private static int[] AgesOf(PyPyScript script, int vertices, List<(int From, int To)> edges)
    {
        int[] ages = new int[vertices];
        Array.Fill(ages, -1);
        int time = 0;
        script.SetFinalizer(s_withDel, self =>
        {
            long number = script.GetWord(self, Number);
            Assert.Equal(-1, ages[number]);
            ages[number] = time;
        });
        Build(script, vertices, edges);
        for (time = 0; time < vertices; time++)
        {
            script.Collect();
        }

        return ages;
    }

    private static void Build(PyPyScript script, int vertices, List<(int From, int To)> edges)
    {
        Variable[] instances = new Variable[vertices];
        for (int number = 0; number < vertices; number++)
        {
            Variable list = script.New(PyPyTypes.List);
            instances[number] = script.New(s_withDel);
            script.SetWord(instances[number], Number, number);
            script.Set(instances[number], List, list);
            script.Forget(list);
        }

        Variable others = script.Name();
        foreach ((int from, int to) in edges)
        {
            script.Get(others, instances[from], List);
            script.Append(others, instances[to]);
        }

        script.Delete([others, .. instances]);
    }

    private static bool[,] Closure(int vertices, List<(int From, int To)> edges)
    {
        bool[,] reaches = new bool[vertices, vertices];
        foreach ((int from, int to) in edges)
        {
            reaches[from, to] = true;
        }

        for (int middle = 0; middle < vertices; middle++)
        {
            for (int from = 0; from < vertices; from++)
            {
                for (int to = 0; to < vertices; to++)
                {
                    reaches[from, to] |= reaches[from, middle] && reaches[middle, to];
                }
            }
        }

        return reaches;
    }
}
