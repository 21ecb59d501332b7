namespace Compare.Reports.Model;

/// <summary>One config of the run with its place and its style.</summary>
/// <param name="Index">Place in the order of the report, from 0.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Name">The engine with its parameters as written in the matrix.</param>
/// <param name="Style">How it is drawn.</param>
public sealed record ReportConfig(int Index, string Engine, string Name, LineStyle Style);
