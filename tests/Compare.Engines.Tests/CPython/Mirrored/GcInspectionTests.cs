using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>What <c>gc</c> tells of single objects.</summary>
public sealed class GcInspectionTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_referents")]
    public void Referents_are_what_an_object_refers_to(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable[] numbers = [.. Enumerable.Range(0, 8).Select(value => python.Int(value))];
        long[] ids = [.. numbers.Select(python.Id)];
        Variable list = python.List(numbers[1], numbers[3], numbers[5]);
        Assert.Equal([ids[5], ids[3], ids[1]], python.Referents(list));
        Variable tuple = python.Tuple(numbers[1], numbers[3], numbers[5]);
        Assert.Equal([ids[5], ids[3], ids[1]], python.Referents(tuple));
        Variable dict = python.New(PythonTypes.Dict);
        python.Put(dict, numbers[5], numbers[7]);
        Assert.Equal([ids[5], ids[7]], python.Referents(dict));

        // Several arguments: the children of one after the other, the same child as often as it is referred to.
        Variable pair = python.List(numbers[1], numbers[2]);
        Variable zeros = python.Tuple(numbers[0], numbers[0]);
        Variable other = python.New(PythonTypes.Dict);
        python.Put(other, numbers[3], numbers[4]);
        Assert.Equal(
            new[] { ids[0], ids[0], ids[1], ids[2], ids[3], ids[4] }.Order(),
            python.Referents(pair, zeros, other).Order());

        Variable text = python.New(PythonTypes.Str);
        Assert.Empty(python.Referents(numbers[1], text, numbers[4]));
    });

    /// <summary>
    /// Atoms are not tracked; what may be changed and what a program defines is. Types whose tracking depends on their
    /// content have tests of their own.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_is_tracked")]
    public void Containers_are_tracked_and_atoms_are_not(string profile) => PythonHeap.Run(profile, python =>
    {
        ObjectType[] atoms =
        [
            PythonTypes.Int, PythonTypes.Float, PythonTypes.Complex, PythonTypes.Bool, PythonTypes.Object,
            PythonTypes.Str, PythonTypes.Bytes, PythonTypes.ByteArray,
        ];
        Assert.All(atoms, type => Assert.False(python.IsTracked(python.New(type)), type.Name));
        ObjectType[] containers =
        [
            PythonTypes.List, PythonTypes.Set, PythonTypes.Instance, PythonTypes.SlotsInstance, PythonTypes.NoSlots,
            PythonTypes.ClassObject, PythonTypes.Function,
        ];
        Assert.All(containers, type => Assert.True(python.IsTracked(python.New(type)), type.Name));
        Assert.True(python.IsTracked(python.List((Variable?)null)));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_is_finalized")]
    public void An_object_that_came_back_is_finalized(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable number = python.Int(3);
        Assert.False(python.IsFinalized(number));
        Variable storage = python.List();
        ObjectType type = PythonTypes.ClassWithFinalizer("Lazarus");
        python.SetFinalizer(type, self => python.Append(storage, self));
        Variable lazarus = python.New(type);
        Assert.False(python.IsFinalized(lazarus));
        python.Delete(lazarus);
        python.Collect();
        Assert.Equal(1, python.Length(storage));
        Variable back = python.Pop(storage);
        Assert.True(python.IsFinalized(back));
    });
}
