using System.Text.Json;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>What free lists hide from the counters.</summary>
public sealed class FreeListTests
{
    [Theory]
    [MemberData(nameof(RecordedFiles.Of), "gc_counts", MemberType = typeof(RecordedFiles))]
    public void Objects_from_free_lists_are_counted_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement kinds = document.RootElement.GetProperty("D_freelist_effect");
        Assert.True(kinds.EnumerateObject().Any(), file);
        new Effects(kinds).RunOn(RecordedFiles.ProfileOf(document));
    }

    private sealed class Effects(JsonElement kinds) : CPythonProgram
    {
        private const int Filled = 300;
        private const int Kept = 200;
        private const int KeptRoot = 0;
        private const int PartRoot = 1;
        private const int MadeRoot = 2;
        private const int TemporaryRoot = 3;
        private const int Roots = 4;

        /// <summary>
        /// In 3.12 the script's search of the first counted object, a generator that it abandons halfway, costs one count.
        /// </summary>
        private int CostOfAbandonedGenerator => Profile == "3.12" ? 1 : 0;

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(Roots);
            heap.Control.AutomaticCollection = false;
            foreach (JsonProperty kind in kinds.EnumerateObject())
            {
                Check<THeap, TRef>(heap, kind.Name, kind.Value);
            }
        }

        private void Check<THeap, TRef>(THeap heap, string kind, JsonElement recorded)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.Control.Collect(2);
            Fill<THeap, TRef>(heap, kind);
            NewRepeatedList<THeap, TRef>(heap, KeptRoot, Kept);
            long before = heap.Control.Counts[0];
            int first = -1;
            for (int i = 0; i < Kept; i++)
            {
                Make<THeap, TRef>(heap, kind);
                heap.StoreItemTake(heap.Root(KeptRoot), 0, i, heap.Move(ref heap.Root(MadeRoot)));
                first = first < 0 && heap.Control.Counts[0] > before ? i : first;
            }

            long kept = heap.Control.Counts[0] - before;
            for (int i = 0; i < Kept; i++)
            {
                heap.StoreItem(heap.Root(KeptRoot), 0, i, default);
            }

            long dropped = heap.Control.Counts[0] - before + (first < 0 ? 0 : CostOfAbandonedGenerator);
            Facts.Check(kind + " first counted", recorded.GetProperty("first_index_counted"), first < 0 ? null : first);
            Facts.Check(kind + " kept", recorded.GetProperty("count_after_200"), kept);
            Facts.Check(kind + " dropped", recorded.GetProperty("count_after_dropping_all"), dropped);
        }

        private static void Fill<THeap, TRef>(THeap heap, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            NewList<THeap, TRef>(heap, KeptRoot, Filled);
            for (int i = 0; i < Filled; i++)
            {
                Make<THeap, TRef>(heap, kind);
                heap.StoreItemTake(heap.Root(KeptRoot), 0, i, heap.Move(ref heap.Root(MadeRoot)));
            }

            heap.Clear(ref heap.Root(KeptRoot));
        }

        private static void Make<THeap, TRef>(THeap heap, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (kind)
            {
                case "list":
                    NewList<THeap, TRef>(heap, MadeRoot, 0);
                    break;
                case "list3":
                    NewRepeatedList<THeap, TRef>(heap, MadeRoot, 3);
                    break;
                case "dict":
                    heap.New(ref heap.Root(MadeRoot), heap.Register(FidelityTypes.Dict));
                    break;
                case "dict_int":
                    NewDict<THeap, TRef>(heap);
                    break;
                case "dict_with_list":
                    NewList<THeap, TRef>(heap, PartRoot, 0);
                    NewDict<THeap, TRef>(heap);
                    break;
                case "tuple3":
                    NewTuple<THeap, TRef>(heap, MadeRoot, 3);
                    break;
                case "S":
                    heap.New(ref heap.Root(MadeRoot), heap.Register(FidelityTypes.Small));
                    break;
                case "set":
                    heap.New(ref heap.Root(MadeRoot), heap.Register(FidelityTypes.Set));
                    break;
                case "closure":
                    NewClosure<THeap, TRef>(heap);
                    break;
                default:
                    throw new InvalidDataException($"The recording has an unknown kind '{kind}'.");
            }
        }

        private static void NewList<THeap, TRef>(THeap heap, int root, int length)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.New(ref heap.Root(root), heap.Register(FidelityTypes.List));
            if (length > 0)
            {
                heap.ResizeBuffer(ref heap.Root(root), 0, length);
            }
        }

        // [None] * length makes a list of one first.
        private static void NewRepeatedList<THeap, TRef>(THeap heap, int root, int length)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            NewList<THeap, TRef>(heap, TemporaryRoot, 1);
            NewList<THeap, TRef>(heap, root, length);
            heap.Clear(ref heap.Root(TemporaryRoot));
        }

        // A dictionary of one entry, whose value is what the part holds; the key is a number or an immortal string.
        private static void NewDict<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.New(ref heap.Root(MadeRoot), heap.Register(FidelityTypes.Dict));
            heap.ResizeBuffer(ref heap.Root(MadeRoot), 0, 1);
            heap.StoreItemTake(heap.Root(MadeRoot), 0, 1, heap.Move(ref heap.Root(PartRoot)));
        }

        private static void NewTuple<THeap, TRef>(THeap heap, int root, int length)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.NewArray(ref heap.Root(root), heap.Register(FidelityTypes.Tuple), length);
            for (int i = 0; i < length; i++)
            {
                heap.StoreElement(heap.Root(root), i, heap.Root(PartRoot));
            }
        }

        private static void NewClosure<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.New(ref heap.Root(PartRoot), heap.Register(FidelityTypes.Cell));
            NewTuple<THeap, TRef>(heap, TemporaryRoot, 1);
            heap.Clear(ref heap.Root(PartRoot));
            heap.New(ref heap.Root(MadeRoot), heap.Register(FidelityTypes.Function));
            heap.StoreTake(heap.Root(MadeRoot), 0, heap.Move(ref heap.Root(TemporaryRoot)));
        }
    }
}
