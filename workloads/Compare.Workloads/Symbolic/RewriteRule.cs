namespace Compare.Workloads.Symbolic;

/// <summary>A lemma of <see cref="RewriteRules"/>.</summary>
/// <param name="Left">What is rewritten.</param>
/// <param name="Right">What it becomes.</param>
internal sealed record RewriteRule(RewritePattern Left, RewritePattern Right);
