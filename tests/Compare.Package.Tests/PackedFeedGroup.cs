namespace Compare.Package.Tests;

/// <summary>Tests that share one <see cref="PackedFeed"/>.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedGroup : ICollectionFixture<PackedFeed>
{
    /// <summary>Name of the group.</summary>
    public const string Name = "packed feed";
}
