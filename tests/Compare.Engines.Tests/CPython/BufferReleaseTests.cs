using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython;

/// <summary>
/// The deaths of the items that a list loses may use the list: as in CPython, it has its new state before the first dies.
/// </summary>
public sealed class BufferReleaseTests
{
    private const int Items = 6;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void A_finalizer_may_fill_the_list_that_is_cleared(string profile) => PythonHeap.Run(profile, python =>
    {
        ObjectType type = PythonTypes.ClassWithFinalizer("Returning");
        Variable list = NewList(python, type);
        List<int> lengths = [];
        python.SetFinalizer(type, self =>
        {
            lengths.Add(python.Length(list));
            python.Append(list, self);
        });
        python.Clear(list);
        Assert.Equal(Enumerable.Range(0, Items), lengths);
        Assert.Equal(Items, python.Length(list));
        Assert.Equal(0, python.Collect());

        // They do not come back a second time.
        python.Clear(list);
        Assert.Equal(0, python.Length(list));
        Assert.Equal(1, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void A_finalizer_may_clear_the_list_that_is_cut(string profile) => PythonHeap.Run(profile, python =>
    {
        ObjectType type = PythonTypes.ClassWithFinalizer("Clearing");
        Variable list = NewList(python, type);
        List<int> lengths = [];
        python.SetFinalizer(type, _ =>
        {
            lengths.Add(python.Length(list));
            python.Clear(list);
            python.Collect();
        });
        python.Truncate(list, Items / 2);
        Assert.Equal(Items, lengths.Count);
        Assert.Equal(Items / 2, lengths[0]);
        Assert.All(lengths.Skip(1), length => Assert.Equal(0, length));
        Assert.Equal(0, python.Length(list));
        Assert.Equal(1, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void A_finalizer_may_drop_the_list_that_is_cut(string profile) => PythonHeap.Run(profile, python =>
    {
        ObjectType type = PythonTypes.ClassWithFinalizer("Dropping");
        int finalized = 0;
        foreach (int left in new[] { 0, Items / 2 })
        {
            Variable list = NewList(python, type);
            python.SetFinalizer(type, _ =>
            {
                finalized++;
                python.Delete(list);
            });
            python.Truncate(list, left);
            Assert.True(python.IsNone(list));
            Assert.Equal(0, python.LiveObjects);
        }

        Assert.Equal(2 * Items, finalized);
    });

    private static Variable NewList(PythonHeap python, ObjectType type)
    {
        Variable list = python.List();
        for (int made = 0; made < Items; made++)
        {
            Variable item = python.New(type);
            python.Append(list, item);
            python.Forget(item);
        }

        return list;
    }
}
