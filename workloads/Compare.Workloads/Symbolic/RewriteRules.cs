namespace Compare.Workloads.Symbolic;

/// <summary>The operators and lemmas of <see cref="TermRewriter"/>, and the theorem that it proves.</summary>
/// <remarks>
/// The lemmas expand connectives to conditionals, normalise nested conditionals, and simplify the arithmetic of successors,
/// lists and comparisons. They are written as text and read once; names that stand without arguments and are not constants
/// are variables.
/// </remarks>
internal static class RewriteRules
{
    /// <summary>The largest number of arguments.</summary>
    public const int MostArguments = 3;

    /// <summary>The longest chain of implications.</summary>
    public const int MostLinks = 12;

    private const string Lemmas =
        """
        implies(x,y) = if(x,if(y,t,f),t)
        and(x,y) = if(x,if(y,t,f),f)
        or(x,y) = if(x,t,if(y,t,f))
        not(x) = if(x,f,t)
        iff(x,y) = and(implies(x,y),implies(y,x))
        xor(x,y) = not(iff(x,y))
        if(t,x,y) = x
        if(f,x,y) = y
        if(if(a,b,c),d,e) = if(a,if(b,d,e),if(c,d,e))
        plus(zero,x) = x
        plus(next(x),y) = next(plus(x,y))
        plus(plus(x,y),z) = plus(x,plus(y,z))
        times(zero,x) = zero
        times(next(x),y) = plus(y,times(x,y))
        times(plus(x,y),z) = plus(times(x,z),times(y,z))
        times(times(x,y),z) = times(x,times(y,z))
        double(x) = plus(x,x)
        square(x) = times(x,x)
        even(zero) = t
        even(next(zero)) = f
        even(next(next(x))) = even(x)
        even(plus(x,x)) = t
        equal(x,x) = t
        equal(zero,next(x)) = f
        equal(next(x),zero) = f
        equal(next(x),next(y)) = equal(x,y)
        equal(plus(x,y),plus(x,z)) = equal(y,z)
        equal(plus(x,y),zero) = and(equal(x,zero),equal(y,zero))
        less(x,x) = f
        less(x,zero) = f
        less(zero,next(x)) = t
        less(next(x),next(y)) = less(x,y)
        less(plus(x,y),plus(x,z)) = less(y,z)
        append(nil,x) = x
        append(cons(x,y),z) = cons(x,append(y,z))
        append(append(x,y),z) = append(x,append(y,z))
        reverse(nil) = nil
        reverse(cons(x,y)) = append(reverse(y),cons(x,nil))
        reverse(append(x,y)) = append(reverse(y),reverse(x))
        length(nil) = zero
        length(cons(x,y)) = next(length(y))
        length(append(x,y)) = plus(length(x),length(y))
        length(reverse(x)) = length(x)
        member(x,nil) = f
        member(x,cons(y,z)) = or(equal(x,y),member(x,z))
        member(x,append(y,z)) = or(member(x,y),member(x,z))
        member(x,reverse(y)) = member(x,y)
        """;

    private static readonly string[] s_constants = ["t", "f", "zero", "nil", "p", "q", "r"];

    // What the propositions of the theorem say; every occurrence of one is the same term.
    private static readonly string[] s_propositions =
    [
        "equal(plus(plus(p,q),next(next(zero))),plus(p,plus(r,zero)))",
        "less(times(plus(p,q),next(next(next(zero)))),times(square(r),plus(p,q)))",
        "member(p,append(reverse(append(cons(q,nil),cons(r,nil))),nil))",
        "equal(length(reverse(append(cons(p,nil),append(cons(q,nil),r)))),double(plus(p,q)))",
        "even(times(next(next(q)),plus(square(p),square(q))))",
        "less(length(append(reverse(p),cons(q,r))),double(length(append(p,q))))",
    ];

    private static readonly List<string> s_operators = [.. s_constants];
    private static readonly List<RewritePattern[]> s_rules = [];

    static RewriteRules()
    {
        foreach (string line in Lemmas.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            List<string> variables = [];
            RewritePattern[] sides = [.. line.Split(" = ").Select(side => Read(side, variables))];
            s_rules.Add(sides);
        }

        True = Read("t", []);
        False = Read("f", []);
        If = s_operators.IndexOf("if");
        Propositions = [.. s_propositions.Select(text => Read(text, []))];
        Theorems = [.. Enumerable.Range(1, MostLinks).Select(Theorem)];
        Arity = new int[s_operators.Count];
        foreach (RewritePattern side in s_rules.SelectMany(sides => sides).Concat(Propositions).Concat(Theorems))
        {
            Measure(side);
        }

        ByOperator = [.. s_operators.Select((_, number) => s_rules
            .Where(sides => sides[0].Operator == number)
            .Select(sides => new RewriteRule(sides[0], sides[1]))
            .ToArray())];
    }

    /// <summary>Gets the lemmas whose left side has an operator, in the order in which they are tried.</summary>
    public static RewriteRule[][] ByOperator { get; }

    /// <summary>Gets the number of the conditional.</summary>
    public static int If { get; }

    /// <summary>Gets the true constant.</summary>
    public static RewritePattern True { get; }

    /// <summary>Gets the false constant.</summary>
    public static RewritePattern False { get; }

    /// <summary>
    /// Gets what is substituted for the propositions of the theorem, one after the other and then from the first again.
    /// </summary>
    public static RewritePattern[] Propositions { get; }

    /// <summary>
    /// Gets the theorems with chains of one link and more: if each of a chain of propositions implies the next, the first
    /// implies the last. The propositions are variables.
    /// </summary>
    public static RewritePattern[] Theorems { get; }

    /// <summary>Gets the number of arguments of each operator.</summary>
    public static int[] Arity { get; }

    private static void Measure(RewritePattern pattern)
    {
        if (pattern.Operator >= 0)
        {
            Arity[pattern.Operator] = pattern.Arguments.Length;
        }

        foreach (RewritePattern argument in pattern.Arguments)
        {
            Measure(argument);
        }
    }

    private static RewritePattern Theorem(int links)
    {
        string chain = $"implies(x{links - 1},x{links})";
        for (int i = links - 2; i >= 0; i--)
        {
            chain = $"and(implies(x{i},x{i + 1}),{chain})";
        }

        List<string> variables = [.. Enumerable.Range(0, links + 1).Select(i => $"x{i}")];
        return Read($"implies({chain},implies(x0,x{links}))", variables);
    }

    private static RewritePattern Read(string text, List<string> variables)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return s_constants.Contains(text)
                ? new RewritePattern(s_operators.IndexOf(text), Variable: -1, [])
                : new RewritePattern(Operator: -1, Number(variables, text), []);
        }

        int number = Number(s_operators, text[..open]);
        List<RewritePattern> arguments = [];
        int depth = 0;
        int start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : 0;
            if (depth == 0 && text[i] is (',' or ')'))
            {
                arguments.Add(Read(text[start..i], variables));
                start = i + 1;
            }

            depth -= text[i] == ')' ? 1 : 0;
        }

        return new(number, Variable: -1, [.. arguments]);
    }

    private static int Number(List<string> names, string name)
    {
        int number = names.IndexOf(name);
        if (number < 0)
        {
            number = names.Count;
            names.Add(name);
        }

        return number;
    }
}
