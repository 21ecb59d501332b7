using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Programs keep their results over collections: lists, tuples, strings, arrays, ids, pins.</summary>
public sealed class ProgramTests
{
    private const int Number = 0;

    [Fact]
    [MirrorsRPython("gc_test_base", "test_llinterp_lists")]
    public void Lists_of_numbers_grow() => PyPyScript.Run(script =>
    {
        const int Lists = 10;
        const int First = 10;
        const int Length = 30;
        Variable list = script.Name();
        for (int i = 0; i < Lists; i++)
        {
            script.New(list, PyPyTypes.List);
            for (int j = 0; j < Length; j++)
            {
                Variable number = script.Int(j < First ? 1 : j - First);
                script.Append(list, number);
                script.Forget(number);
            }

            script.Collect();
            Assert.Equal(Enumerable.Repeat(1L, First).Concat(Enumerable.Range(0, Length - First).Select(n => (long)n)), Numbers(script, list));
        }
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_llinterp_tuples")]
    public void Lists_of_tuples_grow() => PyPyScript.Run(script =>
    {
        const int Tuples = 20;
        Variable list = script.New(PyPyTypes.List);
        for (int i = 0; i < Tuples; i++)
        {
            Variable tuple = script.New(PyPyTypes.Tuple, 3);
            for (int j = 0; j < 3; j++)
            {
                Variable number = script.Int((10 * i) + j);
                script.SetElement(tuple, j, number);
                script.Forget(number);
            }

            script.Append(list, tuple);
            script.Forget(tuple);
            script.Minor();
        }

        Variable item = script.Name();
        for (int i = 0; i < 3 * Tuples; i++)
        {
            script.Item(item, list, i / 3);
            script.GetElement(item, item, i % 3);
            Assert.Equal((10 * (i / 3)) + (i % 3), script.GetWord(item, Number));
        }
    });

    /// <summary>The list is old before the first call, as a prebuilt one is.</summary>
    [Fact]
    [MirrorsRPython("gc_test_base", "test_global_list")]
    [MirrorsRPython("gc_test_base", "test_nongc_static_root")]
    public void An_old_list_keeps_the_young_ones_in_it() => PyPyScript.Run(script =>
    {
        const int Calls = 15;
        Variable global = script.New(PyPyTypes.List);
        script.Collect();
        Variable item = script.Name();
        for (int i = 0; i < Calls; i++)
        {
            Variable list = script.New(PyPyTypes.List);
            Variable number = script.Int(i);
            script.Append(list, number);
            script.Append(global, list);
            script.Forget(list);
            script.Forget(number);
            script.Minor();
            script.Item(item, global, Math.Max(0, i - 1));
            script.Item(item, item, 0);
            Assert.Equal(Math.Max(0, i - 1), script.GetWord(item, Number));
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(PyPyScript.Full)]
    [MirrorsRPython("gc_test_base", "test_string_concatenation")]
    [MirrorsRPython("gc_test_base", "test_collect")]
    [MirrorsRPython("gc_test_base", "test_collect_0")]
    public void Strings_are_joined(int generation) => PyPyScript.Run(script =>
    {
        const int Strings = 100;
        string expected = string.Concat(Enumerable.Range(0, Strings));
        Variable list = script.New(PyPyTypes.List);
        for (int i = 0; i < Strings; i++)
        {
            string text = $"{i}";
            Variable part = script.New(PyPyTypes.Str, text.Length);
            script.WithBytes(part, bytes => System.Text.Encoding.ASCII.GetBytes(text, bytes));
            script.Append(list, part);
            script.Forget(part);
        }

        script.Collect(generation);
        System.Text.StringBuilder joined = new();
        Variable item = script.Name();
        for (int i = 0; i < Strings; i++)
        {
            script.Item(item, list, i);
            script.WithBytes(item, bytes => joined.Append(System.Text.Encoding.ASCII.GetString(bytes)));
        }

        Assert.Equal(expected, joined.ToString());
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_id")]
    [MirrorsRPython("test_transformed_gc", "test_many_ids")]
    public void Ids_stay_over_collections() => PyPyScript.Run(script =>
    {
        const int Objects = 300;
        Variable old = script.New(PyPyTypes.Instance);
        script.Collect();
        Variable[] objects = [old, .. Enumerable.Range(1, Objects).Select(_ => script.New(PyPyTypes.Instance))];
        long[] ids = [.. objects.Select(script.Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());

        script.Minor();
        Assert.Equal(ids, objects.Select(script.Id));
        script.Collect();
        Assert.Equal(ids, objects.Select(script.Id));
    });

    [Fact]
    [MirrorsRPython("test_transformed_gc", "test_nursery_hash_base")]
    public void Hashes_of_young_objects_differ_and_stay() => PyPyScript.Run(script =>
    {
        const int Objects = 100;
        Variable[] objects = [.. Enumerable.Range(0, Objects).Select(_ => script.New(PyPyTypes.Instance))];
        long[] hashes = [.. objects.Select(script.Hash)];

        script.Collect();

        Assert.True(hashes.Distinct().Count() > Objects / 2);
        Assert.Equal(hashes, objects.Select(script.Hash));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_can_move")]
    public void A_young_array_can_move_and_an_old_one_cannot() => PyPyScript.Run(script =>
    {
        Variable array = script.New(PyPyTypes.ByteArray, 8);
        Assert.True(script.CanMove(array));

        script.Collect();

        Assert.False(script.CanMove(array));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_pinning")]
    [MirrorsRPython("gc_test_base", "test__is_pinned")]
    public void A_young_string_of_bytes_can_be_pinned() => PyPyScript.Run(
        script =>
        {
            Variable data = script.New(PyPyTypes.ByteArray, 2);
            Assert.True(script.CanMove(data));
            Assert.True(script.Pin(data));
            Assert.True(script.IsPinned(data));
            script.Unpin(data);
            Assert.False(script.IsPinned(data));
        },
        "nursery=1MiB");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [MirrorsRPython("gc_test_base", "test_trace_array_of_structs")]
    public void Arrays_may_have_several_references_in_an_item(int references) => PyPyScript.Run(script =>
    {
        const int Items = 2;
        ObjectType type = new("S", PythonKind.Raw, buffers: [new BufferShape(references, 0, 0)]);
        Variable array = script.New(type);
        script.Resize(array, Items);
        for (int i = 0; i < Items * references; i++)
        {
            Variable number = script.Int(100 + i);
            script.SetItem(array, i, number);
            script.Forget(number);
        }

        script.Collect();

        Variable item = script.Name();
        for (int i = 0; i < Items * references; i++)
        {
            script.Item(item, array, i);
            Assert.Equal(100 + i, script.GetWord(item, Number));
        }
    });

    /// <summary>There is no operation here that copies many references at once.</summary>
    [Fact]
    [MirrorsRPython("gc_test_base", "test_writebarrier_before_copy")]
    public void References_copied_to_an_old_array_are_followed() => PyPyScript.Run(script =>
    {
        const int Length = 100;
        Variable source = script.New(PyPyTypes.ReferenceArray, Length);
        Variable target = script.New(PyPyTypes.ReferenceArray, Length);
        script.Collect();
        Variable one = script.Name();
        Variable other = script.Name();
        for (int i = 0; i < Length; i++)
        {
            script.New(one, PyPyTypes.Instance);
            script.SetElement(source, i, one);
        }

        for (int i = 0; i < Length / 2; i++)
        {
            script.GetElement(one, source, i + (Length / 2));
            script.SetElement(target, i, one);
        }

        script.Minor();

        for (int i = 0; i < Length / 2; i++)
        {
            script.GetElement(one, source, i + (Length / 2));
            script.GetElement(other, target, i);
            Assert.True(script.Same(one, other));
            Assert.False(script.IsNone(one));
        }
    });

    [Fact]
    [MirrorsRPython("test_transformed_gc", "test_malloc_array_of_gcptr")]
    [MirrorsRPython("test_transformed_gc", "test_malloc_struct_of_gcptr")]
    public void References_of_a_fresh_object_are_null() => PyPyScript.Run(
        script =>
        {
            const int Rounds = 2000;
            const int Length = 5;
            Variable array = script.Name();
            Variable instance = script.Name();
            Variable found = script.Name();
            for (int round = 0; round < Rounds; round++)
            {
                script.New(array, PyPyTypes.ReferenceArray, Length);
                script.New(instance, PyPyTypes.Instance);
                for (int i = 0; i < Length; i++)
                {
                    script.GetElement(found, array, i);
                    Assert.True(script.IsNone(found));
                }

                for (int i = 0; i < PyPyTypes.Attributes; i++)
                {
                    script.Get(found, instance, i);
                    Assert.True(script.IsNone(found));
                }
            }
        },
        "nursery=264KiB,nursery-debug=true");

    [Fact]
    [MirrorsRPython("test_transformed_gc", "test_do_malloc_operations")]
    [MirrorsRPython("test_transformed_gc", "test_do_malloc_operations_in_call")]
    [MirrorsRPython("test_transformed_gc", "test_working_nursery")]
    public void What_dies_at_once_fills_the_nursery_and_nothing_else() => PyPyScript.Run(script =>
    {
        const int Objects = 100_000;
        Variable instance = script.Name();
        for (int i = 0; i < Objects; i++)
        {
            script.New(instance, PyPyTypes.Instance);
            script.SetWord(instance, Number, i);
        }

        Assert.True(script.Minors > 1);
        Assert.Equal(Objects - 1, script.GetWord(instance, Number));
        Assert.Equal(0, script.Majors);

        // Of each nursery only the one that the variable holds is left: the instance and the array of its number.
        Assert.Equal(script.Minors * (56 + 24), script.Stats().TotalArenaMemory);
    });

    private static List<long> Numbers(PyPyScript script, Variable list)
    {
        Variable item = script.Name();
        List<long> numbers = [];
        for (int i = 0; i < script.Length(list); i++)
        {
            script.Item(item, list, i);
            numbers.Add(script.GetWord(item, Number));
        }

        script.Forget(item);
        return numbers;
    }
}
