using System.Text.Json;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Weak references whose targets die at once leave nothing behind, unless they have a callback.</summary>
public sealed class WeakGarbageTests
{
    /// <summary>An instance, a weak reference with its weak pointer, a lifeline with another.</summary>
    private const int RecordedBytes = 56 + 32 + 16 + 40 + 16;

    /// <summary>The lifeline's weak pointer is linked here.</summary>
    private const int Link = 8;

    /// <summary>Nurseries that the interpreter and its compiler fill meanwhile.</summary>
    private const int MostOfInterpreter = 2;

    private static readonly ObjectType s_target = new(
        "A", PythonKind.Instance, traits: ObjectTraits.WeaklyReferenceable);

    public static TheoryData<string> Files => RecordedFiles.Named("weak-garbage");

    [Theory]
    [MemberData(nameof(Files))]
    public void Without_a_callback_everything_dies_in_the_nursery(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        long objects = document.RootElement.GetProperty("objects").GetInt64();
        long nursery = document.RootElement.GetProperty("nursery_size").GetInt64();
        long recorded = document.RootElement.GetProperty("minors").GetInt64();
        long minors = objects * RecordedBytes / nursery;
        Assert.InRange(recorded, minors, minors + MostOfInterpreter);

        PyPyScript.RunFast(
            script =>
            {
                MakeGarbage(script, objects, callback: null);

                long expected = objects * (RecordedBytes + Link) / nursery;
                Assert.InRange(script.Minors, expected - 1, expected + 1);
                Assert.Equal(document.RootElement.GetProperty("majors").GetInt64(), script.Majors);
            },
            $"nursery={nursery}");
    }

    [Fact]
    public void A_callback_keeps_the_lifeline_until_a_major_collection() => PyPyScript.RunFast(script =>
    {
        const int Objects = 20_000;
        const int LifelineBytes = 40;

        MakeGarbage(script, Objects, _ => Assert.Fail("The reference died before its target was found dead."));
        script.Minor();
        Assert.Equal(0, script.Majors);
        Assert.True(script.Stats().TotalArenaMemory >= Objects * LifelineBytes);
        script.Collect(); // finds the lifelines dead, and calls what they have to call
        script.Collect();

        Assert.Equal(0, script.Stats().TotalArenaMemory);
    });

    private static void MakeGarbage(PyPyScript script, long count, Action<Variable>? callback)
    {
        Variable target = script.Name();
        for (long i = 0; i < count; i++)
        {
            script.New(target, s_target);
            script.Forget(script.Weak(target, callback));
        }

        script.Forget(target);
    }
}
