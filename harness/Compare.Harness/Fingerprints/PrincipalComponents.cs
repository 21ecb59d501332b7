using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Compare.Harness.Fingerprints;

/// <summary>
/// Principal components of standardised features: the directions in which workloads differ most (Pearson 1901), by the singular value
/// decomposition.
/// </summary>
public sealed class PrincipalComponents
{
    private readonly Matrix<double> _standard;
    private readonly Matrix<double> _directions;

    private PrincipalComponents(Matrix<double> standard, Matrix<double> directions, IReadOnlyList<double> shares)
    {
        _standard = standard;
        _directions = directions;
        Shares = shares;
    }

    /// <summary>Gets the share of the variance that each component explains, largest first; they sum to 1.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Computes the components.</summary>
    /// <param name="values">One row for each observation, one column for each feature; at least two rows.</param>
    /// <returns>The components. A feature that is the same in all rows has no part in them.</returns>
    /// <exception cref="ArgumentException">There are fewer than two rows, or the rows are all the same.</exception>
    public static PrincipalComponents Of(IReadOnlyList<double[]> values)
    {
        if (values.Count < 2)
        {
            throw new ArgumentException("Components need at least two observations.", nameof(values));
        }

        Matrix<double> standard = Standardise(Matrix<double>.Build.DenseOfRowArrays(values));
        Svd<double> decomposition = standard.Svd();
        double total = decomposition.S.DotProduct(decomposition.S);
        if (total == 0)
        {
            throw new ArgumentException("All observations are the same.", nameof(values));
        }

        return new(standard, Oriented(decomposition.VT), [.. decomposition.S.Select(singular => singular * singular / total)]);
    }

    /// <summary>Gets the standardised features of an observation: mean 0 and standard deviation 1 over all of them.</summary>
    /// <param name="observation">Its number.</param>
    public double[] Standard(int observation) => [.. _standard.Row(observation)];

    /// <summary>Gets the place of an observation on a component.</summary>
    /// <param name="observation">Its number.</param>
    /// <param name="component">0 for the one that explains most.</param>
    public double Score(int observation, int component) => _standard.Row(observation).DotProduct(_directions.Row(component));

    /// <summary>Gets the part that a feature has in a component, −1 to 1.</summary>
    /// <param name="component">0 for the one that explains most.</param>
    /// <param name="feature">Number of the feature.</param>
    public double Loading(int component, int feature) => _directions[component, feature];

    private static Matrix<double> Standardise(Matrix<double> values)
    {
        Matrix<double> standard = values.Clone();
        for (int column = 0; column < values.ColumnCount; column++)
        {
            Vector<double> feature = values.Column(column);
            feature -= feature.Average();
            double deviation = Math.Sqrt(feature.DotProduct(feature) / (values.RowCount - 1));
            standard.SetColumn(column, deviation > 0 ? feature / deviation : feature * 0);
        }

        return standard;
    }

    // The sign of a component is arbitrary: its largest part is made positive, so that the same data give the same picture.
    private static Matrix<double> Oriented(Matrix<double> directions)
    {
        Matrix<double> oriented = directions.Clone();
        for (int row = 0; row < directions.RowCount; row++)
        {
            Vector<double> direction = directions.Row(row);
            if (direction[direction.AbsoluteMaximumIndex()] < 0)
            {
                oriented.SetRow(row, -direction);
            }
        }

        return oriented;
    }
}
