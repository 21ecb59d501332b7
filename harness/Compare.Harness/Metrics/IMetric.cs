using Compare.Harness.Results;

namespace Compare.Harness.Metrics;

/// <summary>One number per invocation that cells are compared by. Every class that implements this is found and summarised.</summary>
public interface IMetric
{
    /// <summary>Name in snake_case, with the unit at the end.</summary>
    string Name { get; }

    /// <summary>Unit: ns, bytes, count.</summary>
    string Unit { get; }

    /// <summary>Which way is better.</summary>
    MetricDirection Direction { get; }

    /// <summary>What it is, in one sentence.</summary>
    string Summary { get; }

    /// <summary>The value of one invocation, or null where it is not known.</summary>
    /// <param name="invocation">The invocation.</param>
    double? Value(InvocationRow invocation);
}
