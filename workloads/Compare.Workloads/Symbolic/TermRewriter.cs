using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Symbolic;

/// <summary>Proves a theorem by rewriting terms to conditionals in normal form and following every branch.</summary>
/// <remarks>
/// Lemmas are tried one after the other, and the bindings of each attempt are garbage a moment later; rewritten terms live
/// as long as the term around them, and the normal form grows until the end. With <c>share</c> a term whose arguments have
/// not changed is used again (Baker's sharing cons, as in sboyer): most allocation goes away and the structure becomes a
/// graph in which popular terms have many owners; without it every visit copies (nboyer). Nothing is cyclic, so counting
/// reclaims all of it at once. The lemmas and the theorem are ours, a term is one node with up to three arguments instead of
/// a list, and a binding is one cell.
/// </remarks>
public sealed class TermRewriter : IWorkload
{
    private const string Links = "links";
    private const string Rounds = "rounds";
    private const string Share = "share";

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Links] = "3", [Rounds] = "1" },
        new Dictionary<string, string> { [Links] = "12", [Rounds] = "8" });

    /// <inheritdoc/>
    public string Name => "term-rewriter";

    /// <inheritdoc/>
    public string Summary =>
        "Symbolic rewriting: a high rate of tiny short-lived bindings beside terms that survive and, at will, are shared.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; after Boyer's benchmark as Clinger and Baker revised it (nboyer and sboyer, 95024 rewrites at scale 0, "
        + "51507739 at scale 5), with lemmas of our own and a chain of implications as the theorem.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Links, ParameterKind.Integer, "Implications in the theorem's chain; each doubles the work.", "10")
        {
            Minimum = 1,
            Maximum = RewriteRules.MostLinks,
        },
        new(Rounds, ParameterKind.Integer, "Times that the theorem is proved.", "4") { Minimum = 1, Maximum = 1e6 },
        new(Share, ParameterKind.Choice, "Whether unchanged terms are copied (nboyer) or used again (sboyer).", "copy")
        {
            Choices = ["copy", Share],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long rounds = parameters.Integer(Rounds);
        RewriteModel model = RewriteModel.For((int)parameters.Integer(Links), parameters.Text(Share) == Share);

        // A list of assumptions ends with the constant itself.
        const int Lists = 2;
        long assumptions = model.Assumptions + Lists;
        long objects = model.Bindings + assumptions;
        long bytes = (model.Bindings * TermMachine.Binding.NominalBytes(0))
            + (assumptions * TermMachine.Assumption.NominalBytes(0));
        long live = 0;
        long liveBytes = 0;
        for (int arity = 0; arity <= RewriteRules.MostArguments; arity++)
        {
            long termBytes = TermMachine.Terms[arity].NominalBytes(0);
            objects += model.Made[arity];
            bytes += model.Made[arity] * termBytes;
            live += model.Live[arity];
            liveBytes += model.Live[arity] * termBytes;
        }

        return new(
            rounds * objects,
            rounds * bytes,
            Lists + live,
            (Lists * TermMachine.Assumption.NominalBytes(0)) + liveBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int links = (int)run.Parameters.Integer(Links);
        TermMachine machine = TermMachine.Create<THeap, TRef>(heap, run.Parameters.Text(Share) == Share);
        Digest digest = default;
        TheoremFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("proofs");
        for (long left = run.Parameters.Integer(Rounds); left > 0; left--)
        {
            Prepare<THeap, TRef>(heap, machine, ref frame, links);
            heap.Copy(ref frame.Normal, frame.Theorem);
            machine.Rewrite(heap, ref frame.Normal);
            if (left == 1)
            {
                run.Peak();
            }

            digest.Add(machine.Proves(heap, ref frame.Normal, ref frame.Trues, ref frame.Falses) ? 1L : 0);
            digest.Add(machine.Rewrites);
            heap.Clear(ref frame.Normal);
            heap.SafePoint();
        }

        digest.Add(machine.Visited.Value);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes the theorem about propositions that occur in it many times, and the constants.</summary>
    private static void Prepare<THeap, TRef>(THeap heap, TermMachine machine, ref TheoremFrame<TRef> frame, int links)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Clear(ref frame.Trues);
        machine.Substitute(heap, RewriteRules.True, ref frame.Bindings, ref frame.Term);
        machine.Assume(heap, ref frame.Trues, ref frame.Term);
        heap.Clear(ref frame.Falses);
        machine.Substitute(heap, RewriteRules.False, ref frame.Bindings, ref frame.Term);
        machine.Assume(heap, ref frame.Falses, ref frame.Term);
        for (int i = 0; i <= links; i++)
        {
            int said = i - RewriteRules.Propositions.Length;
            if (said >= 0)
            {
                heap.Copy(ref frame.Term, TermMachine.Find(heap, frame.Bindings, said));
            }
            else
            {
                machine.Substitute(heap, RewriteRules.Propositions[i], ref frame.Bindings, ref frame.Term);
            }

            machine.Bind(heap, ref frame.Bindings, i, ref frame.Term);
        }

        heap.Clear(ref frame.Term);
        machine.Substitute(heap, RewriteRules.Theorems[links - 1], ref frame.Bindings, ref frame.Theorem);
        heap.Clear(ref frame.Bindings);
    }

    private ref struct TheoremFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Theorem;
        public TRef Normal;
        public TRef Trues;
        public TRef Falses;
        public TRef Bindings;
        public TRef Term;
    }
}
