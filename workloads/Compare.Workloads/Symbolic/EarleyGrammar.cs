namespace Compare.Workloads.Symbolic;

/// <summary>
/// The ambiguous grammar of <see cref="Earley"/>, S → S S | a: n times a has as many trees as Catalan's number n − 1.
/// </summary>
internal static class EarleyGrammar
{
    /// <summary>Number of rules, all of the same nonterminal.</summary>
    public const int Rules = 2;

    /// <summary>Tells how many symbols a rule's right side has: S S, or a.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <returns>Symbols; no rule is empty.</returns>
    public static int Length(int rule) => rule == 0 ? 2 : 1;

    /// <summary>Tells whether the symbols of a rule are nonterminals.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <returns>False when they are the token.</returns>
    public static bool IsNonterminal(int rule) => rule == 0;
}
