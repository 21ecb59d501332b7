using System.Collections.Concurrent;

namespace Compare.Workloads.Symbolic;

/// <summary>
/// The proof of <see cref="TermRewriter"/> step by step on the host's heap: it counts what the other allocates and keeps.
/// </summary>
internal sealed class RewriteModel
{
    private static readonly ConcurrentDictionary<(int Links, bool Shares), RewriteModel> s_models = new();

    private readonly bool _shares;
    private readonly Term?[] _bound = new Term?[RewriteRules.MostLinks + 1];
    private readonly Term _true;
    private readonly Term _false;

    private RewriteModel(int links, bool shares)
    {
        _shares = shares;
        _true = Substitute(RewriteRules.True);
        _false = Substitute(RewriteRules.False);
        for (int i = 0; i <= links; i++)
        {
            int said = i - RewriteRules.Propositions.Length;
            _bound[i] = said >= 0 ? _bound[said] : Substitute(RewriteRules.Propositions[i]);
            Bindings++;
        }

        Term problem = Substitute(RewriteRules.Theorems[links - 1]);
        Term normal = Rewrite(problem);
        HashSet<Term> live = new(ReferenceEqualityComparer.Instance);
        foreach (Term root in new[] { _true, _false, problem, normal })
        {
            Mark(root, live);
        }

        foreach (Term term in live)
        {
            Live[term.Arguments.Length]++;
        }

        IsProved = Proves(normal, [], []);
        Array.Clear(_bound);
    }

    /// <summary>Gets the terms allocated, by number of arguments.</summary>
    public long[] Made { get; } = new long[RewriteRules.MostArguments + 1];

    /// <summary>Gets the terms live when the theorem is in normal form, by number of arguments.</summary>
    public long[] Live { get; } = new long[RewriteRules.MostArguments + 1];

    /// <summary>Gets the bindings allocated.</summary>
    public long Bindings { get; private set; }

    /// <summary>Gets the assumptions allocated.</summary>
    public long Assumptions { get; private set; }

    /// <summary>Gets the number of terms rewritten.</summary>
    public long Rewrites { get; private set; }

    /// <summary>Gets a value indicating whether the normal form is a tautology.</summary>
    public bool IsProved { get; }

    /// <summary>Gets the counts of a whole proof, which is made once per process because it takes long.</summary>
    /// <param name="links">Implications in the chain.</param>
    /// <param name="shares">Whether a term without changed arguments is used again.</param>
    /// <returns>The counts.</returns>
    public static RewriteModel For(int links, bool shares) =>
        s_models.GetOrAdd((links, shares), static key => new RewriteModel(key.Links, key.Shares));

    private static void Mark(Term term, HashSet<Term> live)
    {
        if (live.Add(term))
        {
            foreach (Term argument in term.Arguments)
            {
                Mark(argument, live);
            }
        }
    }

    private static bool AreEqual(Term left, Term right)
    {
        if (left.Operator != right.Operator)
        {
            return false;
        }

        for (int i = 0; i < left.Arguments.Length; i++)
        {
            if (!AreEqual(left.Arguments[i], right.Arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private Term New(int number, Term[] arguments)
    {
        Made[arguments.Length]++;
        return new(number, arguments);
    }

    private Term Substitute(RewritePattern pattern) =>
        pattern.Operator < 0 ? _bound[pattern.Variable]! : New(pattern.Operator, Array.ConvertAll(pattern.Arguments, Substitute));

    private Term Rewrite(Term term)
    {
        while (true)
        {
            Rewrites++;
            if (term.Arguments.Length == 0)
            {
                return term;
            }

            Term[] arguments = Array.ConvertAll(term.Arguments, Rewrite);
            bool unchanged = _shares;
            for (int i = 0; i < arguments.Length; i++)
            {
                unchanged &= ReferenceEquals(arguments[i], term.Arguments[i]);
            }

            term = unchanged ? term : New(term.Operator, arguments);
            RewriteRule? rule = Array.Find(RewriteRules.ByOperator[term.Operator], one => Fits(one, term));
            if (rule is null)
            {
                return term;
            }

            term = Substitute(rule.Right);
        }
    }

    private bool Fits(RewriteRule rule, Term term)
    {
        Array.Clear(_bound);
        return Unify(rule.Left, term);
    }

    private bool Unify(RewritePattern pattern, Term term)
    {
        if (pattern.Operator < 0)
        {
            if (_bound[pattern.Variable] is { } bound)
            {
                return AreEqual(term, bound);
            }

            _bound[pattern.Variable] = term;
            Bindings++;
            return true;
        }

        if (pattern.Operator != term.Operator)
        {
            return false;
        }

        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            if (!Unify(pattern.Arguments[i], term.Arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Proves(Term term, List<Term> trues, List<Term> falses)
    {
        while (true)
        {
            if (Knows(term, _true, trues))
            {
                return true;
            }

            if (Knows(term, _false, falses) || term.Operator != RewriteRules.If)
            {
                return false;
            }

            Term condition = term.Arguments[0];
            if (Knows(condition, _true, trues))
            {
                term = term.Arguments[1];
            }
            else if (Knows(condition, _false, falses))
            {
                term = term.Arguments[2];
            }
            else
            {
                Assumptions++;
                if (!Proves(term.Arguments[1], [condition, .. trues], falses))
                {
                    return false;
                }

                Assumptions++;
                falses = [condition, .. falses];
                term = term.Arguments[2];
            }
        }
    }

    private static bool Knows(Term term, Term constant, List<Term> assumed) =>
        AreEqual(term, constant) || assumed.Exists(one => AreEqual(term, one));

    private sealed record Term(int Operator, Term[] Arguments);
}
