namespace Compare.Harness.Machine.Canary;

/// <summary>What the canary says of the machine.</summary>
public enum CanaryVerdict
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>Too few of them finished to say anything.</summary>
    TooFew,

    /// <summary>They ran on several machines, of which each may be steady.</summary>
    SeveralMachines,

    /// <summary>Neither a trend nor a step was found.</summary>
    Steady,

    /// <summary>The machine became faster or slower little by little.</summary>
    Trend,

    /// <summary>The machine became faster or slower at once.</summary>
    Step,
}
