using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Churn.GcPerfSimSettings;

namespace Compare.Workloads.Churn;

/// <summary>
/// The dials of .NET's allocation simulator for one thread: bytes allocated and live, small and large items, survival, pins,
/// finalizers.
/// </summary>
/// <remarks>
/// <para>After the places for survivors are filled, items are made until so many bytes are allocated. Every Nth survives and
/// replaces a random survivor; the others die at once. Linked survivors form short lists: the head of one list dies, and the new
/// one begins a list or ends another. Nothing is cyclic, so counting reclaims all at once; survival is by turns and not by age,
/// so generations promote what dies soon after. When large items survive more often than small ones, as they do unless told
/// otherwise, the survivors grow beyond the live bytes asked for, in the original too.</para>
/// <para>What differs from the original: one thread and no requests; bytes decide when it ends, never time; the random numbers;
/// nothing is pinned and nothing has a finalizer unless asked for (the original pins every 100th survivor); items "of the pinned
/// heap" are pinned from birth to death by the engine's own means, where the original allocates them on a heap of their
/// own.</para>
/// </remarks>
public sealed class GcPerfSim : IWorkload
{
    private const int PageBytes = 4096;
    private const double MostItem = 1 << 28;
    private const double LeastItem = 100;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string>
        {
            [AllocatedKey] = "4MiB",
            [LiveKey] = "256KiB",
            [LargeShareKey] = "100",
            [SmallHighKey] = "2000",
            [SmallSurviveKey] = "5",
        },
        new Dictionary<string, string> { [AllocatedKey] = "20GiB", [LiveKey] = "512MiB" });

    /// <inheritdoc/>
    public string Name => "gcperfsim";

    /// <inheritdoc/>
    public string Summary => "Dialled demographics: size, survival, large, pinned and finalizable shares of a flat graph.";

    /// <inheritdoc/>
    public string Source =>
        "GCPerfSim of dotnet/performance for one thread, with its defaults: reference items, small 100-4000, "
        + "large 102400-204800, pinned 100-204800 bytes, every 30th small and every 5th large item survives; its normal "
        + "server allocates 15 GB and keeps 57 MiB a thread.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(AllocatedKey, ParameterKind.Bytes, "Bytes to allocate in all.", "2GiB") { Minimum = 1, Maximum = 1L << 44 },
        new(LiveKey, ParameterKind.Bytes, "Bytes to keep live.", "56MiB") { Minimum = 1, Maximum = 1L << 34 },
        new(KindKey, ParameterKind.Choice, "Items: of lists (reference), or each for itself (simple).", Reference)
        {
            Choices = [Reference, Simple],
        },
        Integer(LargeShareKey, "Share of the bytes that is payload of large items, ‰.", "0", 1000),
        Integer(PinnedShareKey, "Share of the bytes that is payload of items pinned from birth, ‰.", "0", 1000),
        Size(SmallLowKey, "Smallest small item, bytes.", "100"),
        Size(SmallHighKey, "Small items are below it, bytes.", "4000"),
        Size(LargeLowKey, "Smallest large item, bytes.", "102400"),
        Size(LargeHighKey, "Large items are below it, bytes.", "204800"),
        Size(PinnedLowKey, "Smallest item pinned from birth, bytes.", "100"),
        Size(PinnedHighKey, "Items pinned from birth are below it, bytes.", "204800"),
        Every(SmallSurviveKey, "One small item survives in so many items; 0 for none.", "30"),
        Every(LargeSurviveKey, "One large item survives in so many items; 0 for none.", "5"),
        Every(PinnedSurviveKey, "One item pinned from birth survives in so many items; 0 for none.", "0"),
        Every(SmallPinKey, "One small survivor is pinned in so many survivors; 0 for none.", "0"),
        Every(LargePinKey, "One large survivor is pinned in so many survivors; 0 for none.", "0"),
        Every(SmallFinalizeKey, "One small survivor has a finalizer in so many survivors; 0 for none.", "0"),
        Every(LargeFinalizeKey, "One large survivor has a finalizer in so many survivors; 0 for none.", "0"),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public string? NotApplicable(EngineTraits traits, ParameterValues parameters)
    {
        GcPerfSimSettings settings = From(parameters);
        if (settings.Pins && !traits.CanPin)
        {
            return "Items are to be pinned, and the engine moves every object and cannot pin one.";
        }

        return settings.Finalizes && traits is { Reclaims: true, FinalizerOrder: FinalizerOrder.None }
            ? "Items are to have finalizers, and the engine runs none for instances of classes."
            : null;
    }

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed) => GcPerfSimModel.Expect(From(parameters), seed);

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        GcPerfSimSettings settings = From(run.Parameters);
        State<TRef> state = new()
        {
            Item = heap.Register(settings.IsLinked ? GcPerfSimTypes.Linked : GcPerfSimTypes.Simple),
            Finalizable = heap.Register(GcPerfSimTypes.Finalizable),
            Holder = heap.Register(GcPerfSimTypes.Holder),
            Bytes = heap.Register(GcPerfSimTypes.Bytes),
            Pinning = heap.Module<IPinning<TRef>>(),
            IsLinked = settings.IsLinked,
            Stream = new GcPerfSimStream(settings, run.Seed),
            BytesLeft = settings.AllocatedBytes,
        };
        if (settings.Finalizes)
        {
            heap.SetFinalizer(state.Finalizable, Finalize);
        }

        SimFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("fill");
        int places = settings.Places;
        heap.New(ref frame.Survivors, heap.Register(GcPerfSimTypes.Table));
        heap.ResizeBuffer(ref frame.Survivors, 0, places);
        for (int i = 0; i < places; i++)
        {
            Make<THeap, TRef>(heap, ref frame, ref state);
            heap.StoreItemTake(frame.Survivors, 0, i, heap.Move(ref frame.Item));
            heap.SafePoint();
        }

        run.Phase("steady");
        state.Used = places;
        while (state.BytesLeft > 0)
        {
            if (!Make<THeap, TRef>(heap, ref frame, ref state))
            {
                Free<THeap, TRef>(heap, ref frame, ref state);
            }
            else if (settings.IsLinked)
            {
                ReplaceLinked<THeap, TRef>(heap, ref frame, ref state, places);
            }
            else
            {
                Replace<THeap, TRef>(heap, ref frame, ref state, places);
            }

            heap.SafePoint();
        }

        run.Peak();
        for (int i = 0; i < state.Used; i++)
        {
            heap.LoadItem(ref frame.Item, frame.Survivors, 0, i);
            heap.StoreItem(frame.Survivors, 0, i, default);
            while (!heap.IsNull(frame.Item))
            {
                if (state.IsLinked)
                {
                    heap.Load(ref frame.Other, frame.Item, GcPerfSimTypes.Next);
                }

                Free<THeap, TRef>(heap, ref frame, ref state);
                heap.Take(ref frame.Item, heap.Move(ref frame.Other));
            }
        }

        heap.Leave(ref frame);
        return state.Digest.Value;
    }

    /// <summary>Makes the next item in the frame and touches its pages.</summary>
    /// <returns>Whether it survives.</returns>
    private static bool Make<THeap, TRef>(THeap heap, ref SimFrame<TRef> frame, ref State<TRef> state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        GcPerfSimItem item = state.Stream.NextItem();
        state.BytesLeft -= item.Size;
        state.Digest.Add(((long)item.Size << 1) | (item.Survives ? 1L : 0));
        heap.New(ref frame.Item, item.IsFinalizable ? state.Finalizable : state.Item);
        heap.SetWord(frame.Item, GcPerfSimTypes.TotalBytes, item.Size);
        if (state.IsLinked)
        {
            heap.New(ref frame.Other, state.Holder);
        }

        heap.NewArray(ref frame.Payload, state.Bytes, item.Size - GcPerfSimTypes.Overhead(state.IsLinked));
        long pin = item.IsPinned && state.Pinning is { } pinning ? pinning.Pin(frame.Payload) : 0;
        Span<byte> bytes = heap.ElementBytes(frame.Payload);
        bytes[^1] = (byte)item.Size;
        for (int page = 0; page < bytes.Length - 1; page += PageBytes)
        {
            bytes[page] = (byte)page;
        }

        if (state.IsLinked)
        {
            heap.SetWord(frame.Other, GcPerfSimTypes.HolderPin, pin);
            heap.StoreTake(frame.Other, 0, heap.Move(ref frame.Payload));
            heap.StoreTake(frame.Item, GcPerfSimTypes.Payload, heap.Move(ref frame.Other));
        }
        else
        {
            heap.SetWord(frame.Item, GcPerfSimTypes.ItemPin, pin);
            heap.StoreTake(frame.Item, GcPerfSimTypes.Payload, heap.Move(ref frame.Payload));
        }

        return item.Survives;
    }

    /// <summary>Drops the item in the frame; its payload is pinned no more.</summary>
    private static void Free<THeap, TRef>(THeap heap, ref SimFrame<TRef> frame, ref State<TRef> state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        state.Digest.Add(heap.GetWord(frame.Item, GcPerfSimTypes.TotalBytes));
        TRef payload = heap.Borrow(frame.Item, GcPerfSimTypes.Payload);
        long pin = state.IsLinked
            ? heap.GetWord(payload, GcPerfSimTypes.HolderPin)
            : heap.GetWord(frame.Item, GcPerfSimTypes.ItemPin);
        if (state.IsLinked)
        {
            payload = heap.Borrow(payload, 0);
        }

        state.Digest.Add(heap.ElementBytes(payload)[^1] + ((long)heap.Length(payload) << 8));
        if (pin != 0)
        {
            state.Pinning!.Unpin(payload, pin);
        }

        heap.Clear(ref frame.Item);
    }

    private static void Replace<THeap, TRef>(THeap heap, ref SimFrame<TRef> frame, ref State<TRef> state, int places)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int place = state.Stream.NextPlace(places);
        heap.LoadItem(ref frame.Other, frame.Survivors, 0, place);
        heap.StoreItemTake(frame.Survivors, 0, place, heap.Move(ref frame.Item));
        heap.Take(ref frame.Item, heap.Move(ref frame.Other));
        Free<THeap, TRef>(heap, ref frame, ref state);
    }

    /// <summary>
    /// Drops the head of a list and puts the item in the frame elsewhere. Lists fill the places from the first one on.
    /// </summary>
    private static void ReplaceLinked<THeap, TRef>(THeap heap, ref SimFrame<TRef> frame, ref State<TRef> state, int places)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int place = state.Stream.NextPlace(state.Used);
        heap.Take(ref frame.Other, heap.Move(ref frame.Item));
        heap.LoadItem(ref frame.Item, frame.Survivors, 0, place);
        TRef rest = heap.Borrow(frame.Item, GcPerfSimTypes.Next);
        if (heap.IsNull(rest))
        {
            state.Used--;
            heap.StoreItem(frame.Survivors, 0, place, heap.BorrowItem(frame.Survivors, 0, state.Used));
            heap.StoreItem(frame.Survivors, 0, state.Used, default);
        }
        else
        {
            heap.StoreItem(frame.Survivors, 0, place, rest);
        }

        Free<THeap, TRef>(heap, ref frame, ref state);
        if (state.Used == 0 || (state.Used < places && state.Stream.NextBeginsList()))
        {
            heap.StoreItemTake(frame.Survivors, 0, state.Used++, heap.Move(ref frame.Other));
            return;
        }

        long size = heap.GetWord(frame.Other, GcPerfSimTypes.TotalBytes);
        TRef last = heap.BorrowItem(frame.Survivors, 0, state.Stream.NextPlace(state.Used));
        while (true)
        {
            heap.SetWord(last, GcPerfSimTypes.TotalBytes, heap.GetWord(last, GcPerfSimTypes.TotalBytes) + size);
            TRef next = heap.Borrow(last, GcPerfSimTypes.Next);
            if (heap.IsNull(next))
            {
                break;
            }

            last = next;
        }

        heap.StoreTake(last, GcPerfSimTypes.Next, heap.Move(ref frame.Other));
    }

    /// <summary>There is nothing to do: that the engine must keep the item for this is what costs.</summary>
    private static void Finalize<TRef>(ref TRef self)
        where TRef : struct
    {
    }

    private static ParameterDescription Integer(string name, string summary, string defaultText, double maximum) =>
        new(name, ParameterKind.Integer, summary, defaultText) { Minimum = 0, Maximum = maximum };

    private static ParameterDescription Every(string name, string summary, string defaultText) =>
        Integer(name, summary, defaultText, 1e9);

    private static ParameterDescription Size(string name, string summary, string defaultText) =>
        new(name, ParameterKind.Integer, summary, defaultText) { Minimum = LeastItem, Maximum = MostItem };

    /// <summary>What the program knows outside the heap.</summary>
    private struct State<TRef>
        where TRef : struct
    {
        public TypeHandle Item;
        public TypeHandle Finalizable;
        public TypeHandle Holder;
        public TypeHandle Bytes;
        public IPinning<TRef>? Pinning;
        public bool IsLinked;
        public GcPerfSimStream Stream;
        public Digest Digest;
        public long BytesLeft;
        public int Used;
    }

    private ref struct SimFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Survivors;
        public TRef Item;
        public TRef Other;
        public TRef Payload;
    }
}
