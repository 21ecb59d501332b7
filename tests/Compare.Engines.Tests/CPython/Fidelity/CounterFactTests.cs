using System.Text.Json;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Single facts about the counters: floors, explicit collections, native calls, promotion, errors.</summary>
public sealed class CounterFactTests
{
    private const string Suite = "gc_counts";

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void A_fresh_heap_has_the_recorded_thresholds(string file) => Run<FreshHeap>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Objects_made_and_dropped_leave_no_trace(string file) => Run<Drift>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void The_young_counter_stops_at_zero(string file) => Run<Floor>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void A_native_call_collects_as_recorded(string file) => Run<NativeCall>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Thresholds_and_switches_act_as_recorded(string file) => Run<Interface>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Explicit_collections_move_the_counters(string file) => Run<ExplicitCollections>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void An_object_is_promoted_as_recorded(string file) => Run<Promotion>(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void A_collection_inside_a_finalizer_does_nothing(string file) => Run<Reentrancy>(file);

    private static void Run<TProgram>(string file)
        where TProgram : FactProgram, new()
    {
        using JsonDocument document = RecordedFiles.Read(file);
        new TProgram { File = document.RootElement }.RunOn(RecordedFiles.ProfileOf(document));
    }

    private abstract class FactProgram : CPythonProgram
    {
        public JsonElement File { get; init; }
    }

    private sealed class FreshHeap : FactProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Facts.Check("thresholds", File.GetProperty("default_threshold"), heap.Control.Thresholds);
            Facts.Check("enabled", File.GetProperty("enabled"), heap.Control.AutomaticCollection);
            heap.Control.Collect(2);
            Facts.Check("after a collection", File.GetProperty("after_collect"), heap.Control.Counts);
        }
    }

    private sealed class Drift : FactProgram
    {
        private const int Objects = 1000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            JsonElement recorded = File.GetProperty("B_alloc_drop_1000_[first,last,min,max]");
            loop.CollectAll();
            while (loop.Read()[0] < recorded[0].GetInt64())
            {
                loop.KeepOneMore();
            }

            long[] counts = new long[Objects];
            for (int i = 0; i < Objects; i++)
            {
                loop.MakeAndDrop();
                counts[i] = loop.ReadAsScript()[0];
            }

            Facts.Check("first, last, min, max", recorded, new[] { counts[0], counts[^1], counts.Min(), counts.Max() });
        }
    }

    private sealed class Floor : FactProgram
    {
        private const int Kept = 100;
        private const int Dropped = 50;
        private const int DroppedLater = 65;
        private const int Added = 10;

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            loop.NewList(0, Kept);
            for (int i = 0; i < Kept; i++)
            {
                loop.KeepNew(i);
            }

            loop.CollectAll();
            List<long[]> counts = [loop.ReadAndKeep()];
            loop.DropKept(0, Dropped);
            counts.Add(loop.ReadAndKeep());

            // The list of the ten, made by repeating a list of one.
            int root = heap.RootCount;
            heap.ResizeRoots(root + 2);
            loop.NewList(root, 1);
            loop.NewList(root + 1, Added);
            heap.Clear(ref heap.Root(root));
            for (int i = 0; i < Added; i++)
            {
                loop.KeepOneMore();
            }

            counts.Add(loop.ReadAndKeep());
            loop.DropKept(Dropped, DroppedLater);
            counts.Add(loop.ReadAndKeep());
            Facts.Check("counters", File.GetProperty("C_floor_after_collect,-50,+10,-15"), counts);
        }
    }

    /// <summary>5,000 objects made by one native function, which has no check point inside.</summary>
    private sealed class NativeCall : FactProgram
    {
        private const int Objects = 5000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            JsonElement tuples = File.GetProperty("G_list_of_5000_tuples_in_one_C_call");
            Check(loop, tuples, "collections_seen_after_call", isTuple: true);
            Check(loop, File.GetProperty("G2_list_map_S_new_5000"), "collections", isTuple: false);
        }

        private void Check<THeap, TRef>(
            CountingLoop<THeap, TRef> loop, JsonElement recorded, string collections, bool isTuple)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            THeap heap = loop.Heap;
            heap.Control.AutomaticCollection = false;
            loop.NewList(0, 0);
            loop.CollectAll();
            MakeOwnObjectsOfCall(loop, isTuple);
            loop.NewList(0, Objects);
            heap.Control.AutomaticCollection = true;
            long[][] before = loop.Statistics();
            for (int i = 0; i < Objects; i++)
            {
                if (isTuple)
                {
                    loop.KeepPairInNativeCall(i);
                }
                else
                {
                    loop.KeepNewInNativeCall(i);
                }
            }

            heap.SafePoint();
            Facts.Check("counters after the call", recorded.GetProperty("count_after_call"), loop.Read());
            Facts.Check(
                "collections of the call",
                recorded.GetProperty(collections),
                CountingLoop<THeap, TRef>.Difference(before, loop.Statistics()));
        }

        /// <summary>
        /// Makes as many objects as the script and the called functions make of their own (statistics, iterators, the
        /// pattern of zip), so that the last of the call's collections is as far back as in the recording.
        /// </summary>
        private void MakeOwnObjectsOfCall<THeap, TRef>(CountingLoop<THeap, TRef> loop, bool isTuple)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            const int OwnObjectsOfZip = 10;
            const int OwnObjectsOfMap = 11;
            if (Profile != "3.11")
            {
                return;
            }

            for (int i = 0; i < (isTuple ? OwnObjectsOfZip : OwnObjectsOfMap); i++)
            {
                loop.KeepOneMore();
            }
        }
    }

    private sealed class Interface : FactProgram
    {
        private const int Objects = 5000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            JsonElement recorded = File.GetProperty("H_api");
            IGcModule<TRef> gc = GcOf<THeap, TRef>(heap);
            CountingLoop<THeap, TRef> loop = new(heap, gc);
            CheckThresholds(heap.Control, recorded);

            loop.CollectAll();
            CheckCounting(loop, recorded.GetProperty("threshold0=0_disables"));
            heap.Control.SetThresholds([.. File.GetProperty("default_threshold").EnumerateArray().Select(t => t.GetInt64())]);
            loop.CollectAll();
            heap.Control.AutomaticCollection = false;
            CheckCounting(loop, recorded.GetProperty("disabled_counts_still_grow"));

            long[][] before = loop.Statistics();
            heap.Control.AutomaticCollection = true;
            loop.MakeAndDrop();
            loop.MakeAndDrop();
            Facts.Check(
                "enabled again",
                recorded.GetProperty("enable_then_next_alloc_collects"),
                CountingLoop<THeap, TRef>.Difference(before, loop.Statistics()));
            CheckErrors(heap, gc, recorded);
        }

        private static void CheckThresholds(IHeapControl control, JsonElement recorded)
        {
            control.SetThresholds([123]);
            Facts.Check("thresholds", recorded.GetProperty("set_threshold(123)"), control.Thresholds);
            control.SetThresholds([5, 6]);
            Facts.Check("thresholds", recorded.GetProperty("set_threshold(5,6)"), control.Thresholds);
            control.SetThresholds([5, 6, 7]);
            Facts.Check("thresholds", recorded.GetProperty("set_threshold(5,6,7)"), control.Thresholds);
            control.SetThresholds([0]);
            Facts.Check("thresholds", recorded.GetProperty("set_threshold(0)"), control.Thresholds);
        }

        private static void CheckCounting<THeap, TRef>(CountingLoop<THeap, TRef> loop, JsonElement recorded)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            long[][] before = loop.Statistics();
            loop.NewList(0, Objects);
            for (int i = 0; i < Objects; i++)
            {
                loop.KeepNew(i);
            }

            Facts.Check(
                "counter and collections",
                recorded,
                new object[]
                {
                    loop.Read()[0] >= Objects, CountingLoop<THeap, TRef>.Difference(before, loop.Statistics()),
                });
        }

        private static void CheckErrors<THeap, TRef>(THeap heap, IGcModule<TRef> gc, JsonElement recorded)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Facts.Check("collect(-1)", recorded.GetProperty("collect(-1)"), Outcome(() => heap.Control.Collect(-1)));
            Facts.Check("collect(3)", recorded.GetProperty("collect(3)"), Outcome(() => heap.Control.Collect(3)));
            Assert.Throws<ArgumentOutOfRangeException>(() => gc.PushObjects(3));
            Assert.StartsWith("ValueError", recorded.GetProperty("get_objects(3)").GetString(), StringComparison.Ordinal);
        }

        // Python's ValueError about a generation is .NET's ArgumentOutOfRangeException.
        private static string Outcome(Action action)
        {
            try
            {
                action();
                return "ok";
            }
            catch (ArgumentOutOfRangeException)
            {
                return "ValueError: invalid generation";
            }
        }
    }

    private sealed class ExplicitCollections : FactProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            heap.Control.AutomaticCollection = false;
            foreach (JsonElement step in File.GetProperty("I_explicit_collect_counts").EnumerateArray())
            {
                string operation = step[0].GetString()!;
                if (operation.StartsWith("collect(", StringComparison.Ordinal))
                {
                    heap.Control.Collect(operation["collect(".Length] - '0');
                }
                else
                {
                    // Thirty instances, and what the script makes besides: their list, its own list, a tuple.
                    while (loop.Read()[0] < step[1][0].GetInt64())
                    {
                        loop.KeepOneMore();
                    }
                }

                Facts.Check(operation, step[1], loop.Read());
            }
        }
    }

    private sealed class Promotion : FactProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            IGcModule<TRef> gc = GcOf<THeap, TRef>(heap);
            heap.Control.AutomaticCollection = false;
            TypeHandle type = heap.Register(FidelityTypes.Small);
            foreach (JsonElement steps in File.GetProperty("J_promotion").EnumerateArray())
            {
                heap.ResizeRoots(1);
                heap.Control.Collect(2);
                foreach (JsonElement step in steps.EnumerateArray())
                {
                    string operation = step[0].GetString()!;
                    if (operation == "new")
                    {
                        heap.New(ref heap.Root(0), type);
                    }
                    else
                    {
                        heap.Control.Collect(operation["collect(".Length] - '0');
                    }

                    Facts.Check(operation, step[1], Enumerable.Range(0, 3).Where(g => IsIn(heap, gc, g)));
                }
            }
        }

        private static bool IsIn<THeap, TRef>(THeap heap, IGcModule<TRef> gc, int generation)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int roots = heap.RootCount;
            int pushed = gc.PushObjects(generation);
            bool found = Enumerable.Range(roots, pushed).Any(root => heap.Same(heap.Root(root), heap.Root(0)));
            heap.ResizeRoots(roots);
            return found;
        }
    }

    private sealed class Reentrancy : FactProgram
    {
        private const int Objects = 7500;
        private const int Enough = 2500;

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            List<object[]> seen = [];
            TypeHandle type = heap.Register(FidelityTypes.Finalizable);
            heap.SetFinalizer(type, (ref _) =>
            {
                seen.Add(["collect() inside finalizer returns", heap.Control.Collect(2)!]);
                for (int i = 0; i < Objects; i++)
                {
                    loop.KeepOneMore();
                    heap.SafePoint();
                }

                seen.Add(["count grows inside finalizer", loop.Read()[0] > Enough]);
            });

            int root = heap.RootCount;
            heap.ResizeRoots(root + 1);
            heap.New(ref heap.Root(root), type);
            heap.Store(heap.Root(root), 0, heap.Root(root));
            heap.Clear(ref heap.Root(root));
            heap.Control.Collect(2);
            Facts.Check("finalizer", File.GetProperty("K_reentrant"), seen);
        }
    }
}
