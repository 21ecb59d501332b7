namespace Compare.Workloads.Symbolic;

/// <summary>A term with variables, outside the managed heap that is measured.</summary>
/// <param name="Operator">Number of the operator; −1 for a variable.</param>
/// <param name="Variable">Number of the variable; −1 for an operator.</param>
/// <param name="Arguments">The operator's arguments.</param>
internal sealed record RewritePattern(int Operator, int Variable, RewritePattern[] Arguments);
