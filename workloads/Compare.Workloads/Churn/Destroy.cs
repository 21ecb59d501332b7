using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>Cuts lists in half and hangs the halves onto the middles of others, until all must grow again.</summary>
/// <remarks>
/// Every surgery overwrites references inside existing lists: the second half of the receiving list dies at once under
/// counting, link by link, and is found by nobody else before the next collection. A few thousand objects are live, so a
/// nursery sees nearly everything die while the write barrier works all the time. Numbers lie in the cells, as the
/// original's small integers do; the cell that holds a row is a type of its own.
/// </remarks>
public sealed class Destroy : IWorkload
{
    private const string Repetitions = "repetitions";
    private const string Steps = "steps";
    private const string Added = "added";

    private const int Next = 0;
    private const int Cells = 1;
    private const int Number = 0;

    private static readonly ObjectType s_cell = new("Destroy.Cell", PythonKind.SlotsInstance, references: 1, words: 1);
    private static readonly ObjectType s_row = new("Destroy.Row", PythonKind.SlotsInstance, references: 2);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Repetitions] = "3", [Steps] = "100", [Added] = "20" },
        new Dictionary<string, string> { [Repetitions] = "10000" });

    /// <inheritdoc/>
    public string Name => "destroy";

    /// <inheritdoc/>
    public string Summary =>
        "Destructive list surgery: mutation without pause, small live lists and a fast turnover of short pieces.";

    /// <inheritdoc/>
    public string Source =>
        "DESTRU of Gabriel's Performance and Evaluation of Lisp Systems (1985), (destructive 600 50) on 10 rows; "
        + "Larceny's suite repeats it 4000 times.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Repetitions, ParameterKind.Integer, "Times that the whole program is run.", "4000") { Minimum = 1, Maximum = 1e7 },
        new(Steps, ParameterKind.Integer, "Steps of growing or cutting all rows (n).", "600") { Minimum = 1, Maximum = 1e6 },
        new(Added, ParameterKind.Integer, "Cells added to a row that must grow (m).", "50") { Minimum = 0, Maximum = 1e5 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long repetitions = parameters.Integer(Repetitions);
        DestroyModel model = new(parameters.Integer(Steps), (int)parameters.Integer(Added));
        long rowBytes = DestroyModel.Rows * s_row.NominalBytes(0);
        long cellBytes = s_cell.NominalBytes(0);
        return new(
            repetitions * (DestroyModel.Rows + model.CellsMade),
            repetitions * (rowBytes + (model.CellsMade * cellBytes)),
            DestroyModel.Rows + model.MostCells,
            rowBytes + (model.MostCells * cellBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long steps = run.Parameters.Integer(Steps);
        int added = (int)run.Parameters.Integer(Added);
        long peak = new DestroyModel(steps, added).StepOfMostCells;
        TypeHandle row = heap.Register(s_row);
        TypeHandle cell = heap.Register(s_cell);
        Digest digest = default;
        RowsFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("surgery");
        for (long left = run.Parameters.Integer(Repetitions); left > 0; left--)
        {
            heap.Clear(ref frame.Rows);
            for (int i = 0; i < DestroyModel.Rows; i++)
            {
                heap.New(ref frame.Cell, row);
                heap.StoreTake(frame.Cell, Next, heap.Move(ref frame.Rows));
                heap.Take(ref frame.Rows, heap.Move(ref frame.Cell));
            }

            for (long step = steps; step > 0; step--)
            {
                if (heap.IsNull(heap.Borrow(frame.Rows, Cells)))
                {
                    Grow<THeap, TRef>(heap, ref frame, cell, added);
                    if (left == 1 && step == peak)
                    {
                        run.Peak();
                    }
                }
                else
                {
                    CutAll<THeap, TRef>(heap, ref frame, step);
                }

                heap.SafePoint();
            }
        }

        Read<THeap, TRef>(heap, frame.Rows, ref digest);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Gives every empty row a first cell, and every row as many more as are added.</summary>
    private static void Grow<THeap, TRef>(THeap heap, ref RowsFrame<TRef> frame, TypeHandle cell, int added)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Copy(ref frame.Row, frame.Rows);
        while (!heap.IsNull(frame.Row))
        {
            if (heap.IsNull(heap.Borrow(frame.Row, Cells)))
            {
                heap.New(ref frame.Cell, cell);
                heap.SetWord(frame.Cell, Number, 0);
                heap.StoreTake(frame.Row, Cells, heap.Move(ref frame.Cell));
            }

            for (int i = 0; i < added; i++)
            {
                heap.New(ref frame.Cell, cell);
                heap.SetWord(frame.Cell, Number, 0);
                heap.StoreTake(frame.Cell, Next, heap.Move(ref frame.Piece));
                heap.Take(ref frame.Piece, heap.Move(ref frame.Cell));
                heap.SafePoint();
            }

            TRef last = heap.Borrow(frame.Row, Cells);
            for (TRef next = heap.Borrow(last, Next); !heap.IsNull(next); next = heap.Borrow(next, Next))
            {
                last = next;
            }

            heap.StoreTake(last, Next, heap.Move(ref frame.Piece));
            heap.Load(ref frame.Row, frame.Row, Next);
        }
    }

    /// <summary>Takes the second half of each row and puts it in the place of the second half of the next row.</summary>
    private static void CutAll<THeap, TRef>(THeap heap, ref RowsFrame<TRef> frame, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef row = frame.Rows;
        for (TRef next = heap.Borrow(row, Next); !heap.IsNull(next); next = heap.Borrow(next, Next))
        {
            // Number the first half of the receiving row, and stop at the cell behind it.
            TRef middle = heap.Borrow(next, Cells);
            for (int left = Length<THeap, TRef>(heap, middle) / 2; left > 0; left--)
            {
                heap.SetWord(middle, Number, number);
                middle = heap.Borrow(middle, Next);
            }

            CutOne<THeap, TRef>(heap, ref frame, row, number);
            if (heap.IsNull(middle))
            {
                // An empty row, which Gabriel's parameters never meet here.
                heap.StoreTake(next, Cells, heap.Move(ref frame.Piece));
            }
            else
            {
                heap.StoreTake(middle, Next, heap.Move(ref frame.Piece));
            }

            row = next;
        }
    }

    /// <summary>
    /// Numbers the first half of a row but its last cell, and leaves the second half in the frame; a single cell is dropped.
    /// </summary>
    private static void CutOne<THeap, TRef>(THeap heap, ref RowsFrame<TRef> frame, TRef row, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef cell = heap.Borrow(row, Cells);
        int half = Length<THeap, TRef>(heap, cell) / 2;
        if (half == 0)
        {
            heap.Store(row, Cells, default);
            return;
        }

        for (int left = half; left > 1; left--)
        {
            heap.SetWord(cell, Number, number);
            cell = heap.Borrow(cell, Next);
        }

        heap.Load(ref frame.Piece, cell, Next);
        heap.Store(cell, Next, default);
    }

    private static int Length<THeap, TRef>(THeap heap, TRef cells)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int length = 0;
        for (TRef cell = cells; !heap.IsNull(cell); cell = heap.Borrow(cell, Next))
        {
            length++;
        }

        return length;
    }

    private static void Read<THeap, TRef>(THeap heap, TRef rows, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (TRef row = rows; !heap.IsNull(row); row = heap.Borrow(row, Next))
        {
            for (TRef cell = heap.Borrow(row, Cells); !heap.IsNull(cell); cell = heap.Borrow(cell, Next))
            {
                digest.Add(heap.GetWord(cell, Number));
            }

            digest.Add(-1);
        }
    }

    private ref struct RowsFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Rows;
        public TRef Row;
        public TRef Cell;
        public TRef Piece;
    }
}
