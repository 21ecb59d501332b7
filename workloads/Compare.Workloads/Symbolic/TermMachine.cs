using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Symbolic;

/// <summary>Terms on the measured heap, and what <see cref="TermRewriter"/> does with them.</summary>
/// <remarks>Every recursion is bounded by the depth of the terms, which the lemmas keep below a hundred or so.</remarks>
internal struct TermMachine
{
    /// <summary>Terms by number of arguments: the arguments; the operator.</summary>
    public static readonly ObjectType[] Terms =
    [
        .. Enumerable.Range(0, RewriteRules.MostArguments + 1).Select(arity => new ObjectType(
            $"TermRewriter.Term{arity}", PythonKind.SlotsInstance, references: arity, words: 1)),
    ];

    /// <summary>A binding: term, next binding; variable.</summary>
    public static readonly ObjectType Binding = new("TermRewriter.Binding", PythonKind.SlotsInstance, references: 2, words: 1);

    /// <summary>An assumption: term, next assumption.</summary>
    public static readonly ObjectType Assumption = new("TermRewriter.Assumption", PythonKind.SlotsInstance, references: 2);

    private const int Operator = 0;
    private const int Variable = 0;
    private const int Condition = 0;
    private const int Then = 1;
    private const int Else = 2;

    private readonly TypeHandle _atom;
    private readonly TypeHandle _unary;
    private readonly TypeHandle _binary;
    private readonly TypeHandle _ternary;
    private readonly TypeHandle _binding;
    private readonly TypeHandle _assumption;
    private readonly bool _shares;

    private TermMachine(ReadOnlySpan<TypeHandle> terms, TypeHandle binding, TypeHandle assumption, bool shares)
    {
        _atom = terms[0];
        _unary = terms[1];
        _binary = terms[2];
        _ternary = terms[3];
        _binding = binding;
        _assumption = assumption;
        _shares = shares;
    }

    /// <summary>The operators of the conditions that the proof looked at.</summary>
    public Digest Visited;

    /// <summary>Gets the number of terms rewritten.</summary>
    public long Rewrites { get; private set; }

    /// <summary>Makes a machine.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="shares">Whether a term without changed arguments is used again.</param>
    /// <returns>The machine.</returns>
    public static TermMachine Create<THeap, TRef>(THeap heap, bool shares)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        new(
            [heap.Register(Terms[0]), heap.Register(Terms[1]), heap.Register(Terms[2]), heap.Register(Terms[3])],
            heap.Register(Binding),
            heap.Register(Assumption),
            shares);

    /// <summary>Puts a binding before others.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="bindings">A local with the bindings.</param>
    /// <param name="variable">Number of the variable.</param>
    /// <param name="term">A local with the term.</param>
    public readonly void Bind<THeap, TRef>(THeap heap, ref TRef bindings, int variable, ref TRef term)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        CellFrame<TRef> frame = default;
        heap.Enter(ref frame);
        ListCells.Push(heap, _binding, ref bindings, ref term, ref frame.Cell);
        heap.SetWord(bindings, Variable, variable);
        heap.Leave(ref frame);
    }

    /// <summary>Finds what a variable is bound to.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="bindings">The bindings, borrowed.</param>
    /// <param name="variable">Number of the variable.</param>
    /// <returns>The term, borrowed; null when it is not bound.</returns>
    public static TRef Find<THeap, TRef>(THeap heap, TRef bindings, int variable)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef binding = bindings;
        while (!heap.IsNull(binding) && heap.GetWord(binding, Variable) != variable)
        {
            binding = heap.Borrow(binding, NodeTypes.Second);
        }

        return heap.IsNull(binding) ? default : heap.Borrow(binding, NodeTypes.First);
    }

    /// <summary>Makes a term of a pattern.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="bindings">A local with bindings of all its variables.</param>
    /// <param name="result">A local that receives the term; a variable's term is shared.</param>
    public readonly void Substitute<THeap, TRef>(THeap heap, RewritePattern pattern, ref TRef bindings, ref TRef result)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (pattern.Operator < 0)
        {
            heap.Copy(ref result, Find(heap, bindings, pattern.Variable));
            return;
        }

        RewritePattern[] arguments = pattern.Arguments;
        TermFrame<TRef> frame = default;
        heap.Enter(ref frame);
        if (arguments.Length > Condition)
        {
            Substitute(heap, arguments[Condition], ref bindings, ref frame.First);
        }

        if (arguments.Length > Then)
        {
            Substitute(heap, arguments[Then], ref bindings, ref frame.Second);
        }

        if (arguments.Length > Else)
        {
            Substitute(heap, arguments[Else], ref bindings, ref frame.Third);
        }

        Make(heap, ref frame, pattern.Operator, arguments.Length);
        heap.Take(ref result, heap.Move(ref frame.Node));
        heap.Leave(ref frame);
    }

    /// <summary>Rewrites a term, its arguments first, until no lemma applies.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="term">A local with the term; receives its normal form.</param>
    public void Rewrite<THeap, TRef>(THeap heap, ref TRef term)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Rewrites++;
        int number = (int)heap.GetWord(term, Operator);
        int arity = RewriteRules.Arity[number];
        if (arity == 0)
        {
            return;
        }

        TermFrame<TRef> frame = default;
        heap.Enter(ref frame);
        while (true)
        {
            RewriteArguments(heap, ref frame, ref term, number, arity);
            if (!ApplyLemma(heap, ref frame, ref term, number))
            {
                break;
            }

            Rewrites++;
            number = (int)heap.GetWord(term, Operator);
            arity = RewriteRules.Arity[number];
            if (arity == 0)
            {
                break;
            }

            heap.SafePoint();
        }

        heap.Leave(ref frame);
    }

    /// <summary>Tells whether a normal form is true whatever its conditions are.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="term">A local with the normal form.</param>
    /// <param name="trues">A local with conditions assumed true; the last is the true constant.</param>
    /// <param name="falses">A local with conditions assumed false; the last is the false constant.</param>
    /// <returns>True for a tautology.</returns>
    public bool Proves<THeap, TRef>(THeap heap, ref TRef term, ref TRef trues, ref TRef falses)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ProofFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Copy(ref frame.Term, term);
        heap.Copy(ref frame.Falses, falses);
        bool proved;
        while (true)
        {
            proved = Knows(heap, frame.Term, trues);
            if (proved || Knows(heap, frame.Term, frame.Falses) || heap.GetWord(frame.Term, Operator) != RewriteRules.If)
            {
                break;
            }

            heap.Load(ref frame.Condition, frame.Term, Condition);
            Visited.Add(heap.GetWord(frame.Condition, Operator));
            if (Knows(heap, frame.Condition, trues))
            {
                heap.Load(ref frame.Term, frame.Term, Then);
            }
            else
            {
                if (!Knows(heap, frame.Condition, frame.Falses))
                {
                    heap.Copy(ref frame.Trues, trues);
                    Assume(heap, ref frame, ref frame.Trues);
                    heap.Load(ref frame.Branch, frame.Term, Then);
                    if (!Proves(heap, ref frame.Branch, ref frame.Trues, ref frame.Falses))
                    {
                        break;
                    }

                    Assume(heap, ref frame, ref frame.Falses);
                }

                heap.Load(ref frame.Term, frame.Term, Else);
            }

            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return proved;
    }

    /// <summary>Puts a term before the conditions assumed, or makes the first list of them.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="assumed">A local with the list.</param>
    /// <param name="term">A local with the term.</param>
    public readonly void Assume<THeap, TRef>(THeap heap, ref TRef assumed, ref TRef term)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        CellFrame<TRef> frame = default;
        heap.Enter(ref frame);
        ListCells.Push(heap, _assumption, ref assumed, ref term, ref frame.Cell);
        heap.Leave(ref frame);
    }

    private static bool AreEqual<THeap, TRef>(THeap heap, TRef left, TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long number = heap.GetWord(left, Operator);
        if (heap.GetWord(right, Operator) != number)
        {
            return false;
        }

        int arity = RewriteRules.Arity[number];
        for (int i = 0; i < arity; i++)
        {
            if (!AreEqual(heap, heap.Borrow(left, i), heap.Borrow(right, i)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Knows<THeap, TRef>(THeap heap, TRef term, TRef assumed)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (TRef one = assumed; !heap.IsNull(one); one = heap.Borrow(one, NodeTypes.Second))
        {
            if (AreEqual(heap, term, heap.Borrow(one, NodeTypes.First)))
            {
                return true;
            }
        }

        return false;
    }

    private readonly void Assume<THeap, TRef>(THeap heap, ref ProofFrame<TRef> frame, ref TRef assumed)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        ListCells.Push(heap, _assumption, ref assumed, ref frame.Condition, ref frame.Cell);

    /// <summary>
    /// Rewrites the arguments of a term and puts a new term in its place, or leaves it when all of them are the same.
    /// </summary>
    private void RewriteArguments<THeap, TRef>(THeap heap, ref TermFrame<TRef> frame, ref TRef term, int number, int arity)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Load(ref frame.First, term, Condition);
        Rewrite(heap, ref frame.First);
        bool same = heap.Same(frame.First, heap.Borrow(term, Condition));
        if (arity > Then)
        {
            heap.Load(ref frame.Second, term, Then);
            Rewrite(heap, ref frame.Second);
            same &= heap.Same(frame.Second, heap.Borrow(term, Then));
        }

        if (arity > Else)
        {
            heap.Load(ref frame.Third, term, Else);
            Rewrite(heap, ref frame.Third);
            same &= heap.Same(frame.Third, heap.Borrow(term, Else));
        }

        if (same && _shares)
        {
            heap.Clear(ref frame.First);
            heap.Clear(ref frame.Second);
            heap.Clear(ref frame.Third);
            return;
        }

        Make(heap, ref frame, number, arity);
        heap.Take(ref term, heap.Move(ref frame.Node));
    }

    /// <summary>Puts what the first fitting lemma says in the place of a term.</summary>
    private readonly bool ApplyLemma<THeap, TRef>(THeap heap, ref TermFrame<TRef> frame, ref TRef term, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool applies = false;
        foreach (RewriteRule rule in RewriteRules.ByOperator[number])
        {
            applies = Unify(heap, rule.Left, ref term, ref frame.Bindings);
            if (applies)
            {
                Substitute(heap, rule.Right, ref frame.Bindings, ref frame.Node);
                heap.Take(ref term, heap.Move(ref frame.Node));
            }

            heap.Clear(ref frame.Bindings);
            if (applies)
            {
                break;
            }
        }

        return applies;
    }

    /// <summary>Binds the variables of a pattern so that it becomes a term; what was bound remains when that fails.</summary>
    private readonly bool Unify<THeap, TRef>(THeap heap, RewritePattern pattern, ref TRef term, ref TRef bindings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (pattern.Operator < 0)
        {
            TRef bound = Find(heap, bindings, pattern.Variable);
            if (!heap.IsNull(bound))
            {
                return AreEqual(heap, term, bound);
            }

            Bind(heap, ref bindings, pattern.Variable, ref term);
            return true;
        }

        if (heap.GetWord(term, Operator) != pattern.Operator)
        {
            return false;
        }

        RewritePattern[] arguments = pattern.Arguments;
        if (arguments.Length == 0)
        {
            return true;
        }

        CellFrame<TRef> frame = default;
        heap.Enter(ref frame);
        bool unified = true;
        for (int i = 0; unified && i < arguments.Length; i++)
        {
            heap.Load(ref frame.Cell, term, i);
            unified = Unify(heap, arguments[i], ref frame.Cell, ref bindings);
        }

        heap.Leave(ref frame);
        return unified;
    }

    /// <summary>Leaves a term of the frame's arguments in the frame; they become null.</summary>
    private readonly void Make<THeap, TRef>(THeap heap, ref TermFrame<TRef> frame, int number, int arity)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Node, arity switch { 0 => _atom, 1 => _unary, 2 => _binary, _ => _ternary });
        heap.SetWord(frame.Node, Operator, number);
        if (arity > Condition)
        {
            heap.StoreTake(frame.Node, Condition, heap.Move(ref frame.First));
        }

        if (arity > Then)
        {
            heap.StoreTake(frame.Node, Then, heap.Move(ref frame.Second));
        }

        if (arity > Else)
        {
            heap.StoreTake(frame.Node, Else, heap.Move(ref frame.Third));
        }
    }

    private ref struct CellFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Cell;
    }

    private ref struct TermFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef First;
        public TRef Second;
        public TRef Third;
        public TRef Node;
        public TRef Bindings;
    }

    private ref struct ProofFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Term;
        public TRef Condition;
        public TRef Branch;
        public TRef Trues;
        public TRef Falses;
        public TRef Cell;
    }
}
