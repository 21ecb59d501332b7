namespace Compare.Harness.Statistics.Verdicts;

/// <summary>What the A/A pair of a run showed.</summary>
public enum AaResult
{
    /// <summary>There was none: switched off, nothing to compare, or too few invocations planned.</summary>
    Off,

    /// <summary>It ran, but fewer than 4 invocations of a side finished.</summary>
    Undecided,

    /// <summary>No difference was found.</summary>
    Agrees,

    /// <summary>The same cell was found to differ from itself; all verdicts are greyed.</summary>
    Differs,
}
