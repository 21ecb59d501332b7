using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>
/// Reads a text of Zipf-distributed words and interns each: most new strings die at once because their word is known, and the
/// known ones live for as long as their table.
/// </summary>
/// <remarks>
/// Tiny objects without references, of which nearly all are dropped by their only owner: counting reclaims them at once, a
/// nursery for nothing, a collector of blocks has to find them one by one. The program's own table keeps every word; the
/// engine's, where it has one, only those that are used. No string is ever in a cycle.
/// </remarks>
public sealed class StringInterning : IWorkload
{
    private const string Vocabulary = "vocabulary";
    private const string Tokens = "tokens";
    private const string Skew = "skew";
    private const string Window = "window";
    private const string TableKey = "table";
    private const string DictTable = "dict";
    private const string EngineTable = "engine";

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Vocabulary] = "1000", [Tokens] = "4000", [Window] = "100" },
        new Dictionary<string, string> { [Vocabulary] = "1000000", [Tokens] = "20000000", [Window] = "100000" });

    /// <inheritdoc/>
    public string Name => "string-interning";

    /// <inheritdoc/>
    public string Summary => "Many tiny strings of which few stay: words of a text, each replaced by the first of equal content.";

    /// <inheritdoc/>
    public string Source => "Ours; a vocabulary of 10^3 to 10^6 words with Zipf frequencies, skew 1, some of them not in ASCII.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Vocabulary, ParameterKind.Integer, "Different words.", "100000") { Minimum = 1, Maximum = 1 << 22 },
        new(Tokens, ParameterKind.Integer, "Words that are read.", "3000000") { Minimum = 1, Maximum = 1e9 },
        new(Skew, ParameterKind.Number, "Exponent of the Zipf distribution of the words; 0 is uniform.", "1")
        {
            Minimum = 0,
            Maximum = 3,
        },
        new(Window, ParameterKind.Integer, "Words read last that the program keeps.", "10000") { Minimum = 1, Maximum = 1 << 22 },
        new(
            TableKey,
            ParameterKind.Choice,
            "Who interns: a dictionary of the program (dict), or the implementation as sys.intern does (engine).",
            DictTable)
        {
            Choices = [DictTable, EngineTable],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation? Expect(ParameterValues parameters, ulong seed) => null;

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        long tokens = run.Parameters.Integer(Tokens);
        int window = (int)run.Parameters.Integer(Window);
        bool isOwnTable = run.Parameters.Text(TableKey) == DictTable;
        ZipfSampler sampler = ZipfSampler.For((int)run.Parameters.Integer(Vocabulary), run.Parameters.Number(Skew));
        Xoshiro256 random = new(run.Seed);
        Span<char> word = stackalloc char[WordTexts.Room];
        Digest digest = default;
        WordFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyShared.New(in py, ref frame.Shared);
        PyDict.New(in py, ref frame.Table);
        PyList.New(in py, ref frame.Recent, ListOrigin.Exact, window);

        run.Phase("words");
        long repeats = 0;
        int place = 0;
        for (long left = tokens; left > 0; left--)
        {
            int rank = sampler.Next(ref random);
            digest.Add(rank);
            PyStr.Load(in py, ref frame.Word, word[..WordTexts.Write(rank, word)]);
            if (isOwnTable)
            {
                PyDict.SetDefault(in py, ref frame.Word, ref frame.Table, ref frame.Word, ref frame.Word);
            }
            else
            {
                PyStr.Intern(in py, ref frame.Shared, ref frame.Word);
            }

            // The word that is replaced is alive, so an equal one must have become the same object.
            repeats += heap.Same(PyList.Borrow(in py, frame.Recent, place), frame.Word) ? 1 : 0;
            PyList.Set(in py, ref frame.Recent, place, ref frame.Word);
            heap.Clear(ref frame.Word);
            place = place == window - 1 ? 0 : place + 1;
            heap.SafePoint();
        }

        run.Peak();
        digest.Add(repeats);
        for (int i = 0; i < window; i++)
        {
            TRef kept = PyList.Borrow(in py, frame.Recent, i);
            int length = heap.IsNull(kept) ? 0 : PyStr.CopyTo(in py, kept, word);
            foreach (char unit in word[..length])
            {
                digest.Add((long)unit);
            }
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private ref struct WordFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Shared;
        public TRef Table;
        public TRef Recent;
        public TRef Word;
    }
}
