using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Random changes of tables, lists and byte arrays beside plain arrays, on an engine that collects in between.</summary>
public sealed class TableModelTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Entries_indices_and_counters_are_what_was_set_last(string engine) => new Changes().RunOn(engine);

    private sealed class Changes : EngineProgram
    {
        private const int Seed = 20261122;
        private const int Owners = 6;
        private const int Steps = 1500;
        private const int StepsBetweenCollections = 50;
        private const int MostItems = 24;
        private const int MostIndexBytes = 40;

        // Of no kind whose index has a size of its own.
        private static readonly ObjectType s_tables = new(
            "Two tables", PythonKind.Raw, buffers: [new(2, 1, 0) { HasIndex = true }, new(2, 0, 0) { HasIndex = true }]);

        private static readonly ObjectType s_set = new("Set", PythonKind.Set, words: 1, buffers: [new(1, 1, 0) { HasIndex = true }]);
        private static readonly ObjectType s_list = new(
            "List of two", PythonKind.List, buffers: [BufferShape.ReferenceItems, BufferShape.WordItems]);

        private static readonly ObjectType[] s_types = [s_tables, s_set, s_list, TestTypes.Blob, TestTypes.Table];

        private readonly List<TableModel> _models = [];
        private Random _random = new(Seed);

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(Owners + 1); // The last one is for new items.
            for (int owner = 0; owner < Owners; owner++)
            {
                ObjectType type = s_types[owner % s_types.Length];
                heap.New(ref heap.Root(owner), heap.Register(type));
                for (int buffer = 0; buffer < type.Buffers.Count; buffer++)
                {
                    _models.Add(new(owner, buffer, type.Buffers[buffer]));
                }
            }

            for (int step = 1; step <= Steps; step++)
            {
                TableModel model = _models[_random.Next(_models.Count)];
                Change<THeap, TRef>(heap, model, step);
                model.Check<THeap, TRef>(heap);
                if (step % StepsBetweenCollections == 0)
                {
                    heap.Control.Collect(_random.Next(heap.Control.GenerationCount));
                    heap.Control.Verify();
                    _models.ForEach(each => each.Check<THeap, TRef>(heap));
                }
            }

            heap.ResizeRoots(0);
        }

        protected override void Reset()
        {
            _models.Clear();
            _random = new(Seed);
        }

        private void Change<THeap, TRef>(THeap heap, TableModel model, int value)
            where THeap : struct, Abstractions.Heaps.IHeap<TRef>
            where TRef : struct
        {
            bool resizes = model.Items == 0 || _random.Next(4) == 0;
            if (resizes)
            {
                int items = _random.Next(MostItems);
                bool keepsIndex = model.IndexBytes > 0 && _random.Next(3) == 0;
                int indexBytes = keepsIndex ? model.IndexBytes : _random.Next(MostIndexBytes) + 1;
                model.Resize<THeap, TRef>(heap, items, indexBytes);
                return;
            }

            model.SetCounters<THeap, TRef>(heap, value, value * 2);
            model.Fill<THeap, TRef>(heap, _random.Next(model.Items), value, ref heap.Root(Owners));
        }
    }
}
