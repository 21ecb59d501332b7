using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Fragmentation.RobsonSettings;

namespace Compare.Workloads.Fragmentation;

/// <summary>
/// Robson's adversary: sizes double from phase to phase, and of each aligned slot of the next size one small survivor stays, so
/// that a memory manager that does not move objects cannot use what is free.
/// </summary>
/// <remarks>
/// <para>The original sees addresses. This one cannot, so it takes the order of allocation for the order in memory, as a compact
/// heap without headers would place the objects; the program is therefore the same everywhere. Where classes of sizes are apart,
/// or objects take more than the allocation clock says, some holes can be used and the bound is not reached.</para>
/// <para>Every object dies as soon as its place in the table is overwritten, so counting reclaims it at once; tracing finds it
/// later; only moving makes the holes usable. A survivor knows its place on the line of cells: decisions are read from the
/// heap.</para>
/// </remarks>
public sealed class Robson : IWorkload
{
    private const int Slots = 0;

    private static readonly ObjectType s_block = new(
        "Robson.Block", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly ObjectType s_table = new("Robson.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [LiveKey] = "64KiB", [DoublingsKey] = "4", [RoundsKey] = "1" },
        new Dictionary<string, string> { [LiveKey] = "128MiB", [DoublingsKey] = "14", [RoundsKey] = "5" });

    /// <inheritdoc/>
    public string Name => "robson";

    /// <inheritdoc/>
    public string Summary =>
        "External fragmentation at its worst for managers that do not move objects: one survivor in each slot of the next size.";

    /// <inheritdoc/>
    public string Source =>
        "After Robson 1971 and 1974: live data M, sizes 1, 2, 4 to n, at least M(log2(n)/2+1)-n+1 without moving; "
        + "allocation order stands for addresses, which a program cannot see.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(LiveKey, ParameterKind.Bytes, "Bytes that are live at most on the allocation clock, beside the table: M.", "16MiB")
        {
            Minimum = 1 << 10,
            Maximum = 1 << 30,
        },
        new(CellKey, ParameterKind.Bytes, "Bytes of the smallest objects on the allocation clock, a multiple of 8.", "64")
        {
            Minimum = 32,
            Maximum = 1 << 16,
        },
        new(DoublingsKey, ParameterKind.Integer, "Number of doublings of the size; the largest is n = cell*2^doublings.", "10")
        {
            Minimum = 0,
            Maximum = 20,
        },
        new(RoundsKey, ParameterKind.Integer, "Number of times that all is done, each time from an empty table.", "15")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public (long Live, long Largest)? FragmentingSizes(ParameterValues parameters)
    {
        RobsonSettings settings = RobsonSettings.From(parameters);
        return (settings.Cells, 1L << settings.Doublings);
    }

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        RobsonSettings settings = RobsonSettings.From(parameters);
        RobsonAdversary adversary = new(settings.Cells);
        List<(long Address, long Size)> live = [];
        long blocks = 0;
        long cells = 0;
        for (int doubling = 0; doubling <= settings.Doublings; doubling++)
        {
            if (doubling > 0)
            {
                adversary.BeginPhase();
                adversary.Choose(
                    live.Sum(one => adversary.Waste(one.Address, one.Size, adversary.Offset)),
                    live.Sum(one => adversary.Waste(one.Address, one.Size, adversary.OtherOffset)));
                live.RemoveAll(one => !adversary.Keeps(one.Address, one.Size));
            }

            for (long left = adversary.Room; left > 0; left--)
            {
                live.Add((adversary.Place(), adversary.Size));
                blocks++;
                cells += adversary.Size;
            }
        }

        // The content of a block is chosen so that it takes its cells exactly; all cells are live at the first phase's end.
        long tableBytes = s_table.NominalBytes(0) + s_table.NominalBufferBytes(Slots, settings.Cells);
        return new(
            settings.Rounds * (blocks + 1),
            settings.Rounds * ((cells * settings.CellBytes) + tableBytes),
            settings.Cells + 1L,
            ((long)settings.Cells * settings.CellBytes) + tableBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        RobsonSettings settings = RobsonSettings.From(run.Parameters);
        TypeHandle table = heap.Register(s_table);
        TypeHandle block = heap.Register(s_block);
        Digest digest = default;
        BlockFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("adversary");
        for (long left = settings.Rounds; left > 0; left--)
        {
            heap.New(ref frame.Table, table);
            heap.ResizeBuffer(ref frame.Table, Slots, settings.Cells);
            RobsonAdversary adversary = new(settings.Cells);
            int count = Fill<THeap, TRef>(heap, ref frame, block, in settings, ref adversary, 0);
            if (left == 1)
            {
                run.Peak();
            }

            for (int doubling = 1; doubling <= settings.Doublings; doubling++)
            {
                adversary.BeginPhase();
                Choose<THeap, TRef>(heap, frame.Table, in settings, ref adversary, count);
                int kept = Thin<THeap, TRef>(heap, frame.Table, in settings, ref adversary, count);
                heap.SafePoint();
                count = Fill<THeap, TRef>(heap, ref frame, block, in settings, ref adversary, kept);
                digest.Add(adversary.Offset);
                digest.Add(kept);
                digest.Add(count);
            }

            digest.Add(Sum<THeap, TRef>(heap, frame.Table, count));
            heap.Clear(ref frame.Table);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Allocates as many objects of the phase's size as there is room for, behind those that are there.</summary>
    /// <returns>The number of objects in the table.</returns>
    private static int Fill<THeap, TRef>(
        THeap heap,
        ref BlockFrame<TRef> frame,
        TypeHandle type,
        in RobsonSettings settings,
        ref RobsonAdversary adversary,
        int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int length = settings.ContentBytes(adversary.Size);
        for (long left = adversary.Room; left > 0; left--)
        {
            long address = adversary.Place();
            heap.NewArray(ref frame.Block, type, length);
            Span<byte> bytes = heap.ElementBytes(frame.Block);
            bytes.Fill((byte)address);
            MemoryMarshal.Write(bytes, address);
            heap.StoreItemTake(frame.Table, Slots, count++, heap.Move(ref frame.Block));
            heap.SafePoint();
        }

        return count;
    }

    private static void Choose<THeap, TRef>(
        THeap heap, TRef table, in RobsonSettings settings, ref RobsonAdversary adversary, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long waste = 0;
        long otherWaste = 0;
        for (int i = 0; i < count; i++)
        {
            (long address, long size) = Read<THeap, TRef>(heap, heap.BorrowItem(table, Slots, i), in settings);
            waste += adversary.Waste(address, size, adversary.Offset);
            otherWaste += adversary.Waste(address, size, adversary.OtherOffset);
        }

        adversary.Choose(waste, otherWaste);
    }

    /// <summary>Frees what the adversary does not keep; the rest moves to the table's front.</summary>
    /// <returns>The number of objects kept.</returns>
    private static int Thin<THeap, TRef>(
        THeap heap, TRef table, in RobsonSettings settings, ref RobsonAdversary adversary, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            TRef block = heap.BorrowItem(table, Slots, i);
            (long address, long size) = Read<THeap, TRef>(heap, block, in settings);
            if (adversary.Keeps(address, size))
            {
                heap.StoreItem(table, Slots, kept++, block);
            }
        }

        for (int i = kept; i < count; i++)
        {
            heap.StoreItem(table, Slots, i, default);
        }

        return kept;
    }

    private static (long Address, long Size) Read<THeap, TRef>(THeap heap, TRef block, in RobsonSettings settings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> bytes = heap.ElementBytes(block);
        return (MemoryMarshal.Read<long>(bytes), settings.SizeOf(bytes.Length));
    }

    private static ulong Sum<THeap, TRef>(THeap heap, TRef table, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        for (int i = 0; i < count; i++)
        {
            Span<byte> bytes = heap.ElementBytes(heap.BorrowItem(table, Slots, i));
            digest.Add(MemoryMarshal.Read<long>(bytes));
            digest.Add(((long)bytes.Length << 8) | bytes[^1]);
        }

        return digest.Value;
    }

    private ref struct BlockFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Block;
    }
}
