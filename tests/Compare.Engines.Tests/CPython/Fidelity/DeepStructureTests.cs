using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Structures nested ten million deep die without overflowing the stack.</summary>
public sealed class DeepStructureTests
{
    private const int Depth = 10_000_000;

    private static readonly ObjectType[] s_links =
    [
        new("tuple", PythonKind.Tuple, references: 1),
        new("slots", PythonKind.SlotsInstance, references: 1),
        new("variable tuple", PythonKind.Tuple, elements: ElementKind.References),
        new("instance", PythonKind.Instance, references: 1, traits: ObjectTraits.WeaklyReferenceable),
    ];

    public static TheoryData<string> Profiles => ["3.11", "3.12", "3.13", "3.14"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Ten_million_nested_containers_die(string profile)
    {
        DeepProgram program = new();
        program.RunOn(profile);
        Assert.Equal(0, program.Left);
    }

    private sealed class DeepProgram : CPythonProgram
    {
        public long? Left { get; private set; }

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.Control.AutomaticCollection = false;
            TypeHandle[] types = [.. s_links.Select(heap.Register)];
            heap.ResizeRoots(2);
            for (int i = 0; i < Depth; i++)
            {
                TypeHandle type = types[i % types.Length];
                if (s_links[i % types.Length].Elements == ElementKind.None)
                {
                    heap.New(ref heap.Root(1), type);
                    heap.StoreTake(heap.Root(1), 0, heap.Move(ref heap.Root(0)));
                }
                else
                {
                    heap.NewArray(ref heap.Root(1), type, 1);
                    heap.StoreElementTake(heap.Root(1), 0, heap.Move(ref heap.Root(0)));
                }

                heap.Take(ref heap.Root(0), heap.Move(ref heap.Root(1)));
            }

            heap.Clear(ref heap.Root(0));
            heap.ResizeRoots(0);
            Left = heap.Control.Statistics.ObjectCount;
        }
    }
}
