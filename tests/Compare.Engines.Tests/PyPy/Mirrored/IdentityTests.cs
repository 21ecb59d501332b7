using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Ids and identity hashes never change.</summary>
public sealed class IdentityTests
{
    private const int Stride = 1291;

    [Fact]
    [MirrorsRPython("test_direct", "test_id")]
    public void Ids_survive_collections()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        Dictionary<int, nint> ids = [];
        foreach (int count in new[] { 5, 75, 5 })
        {
            int start = driver.Slots;
            for (int i = 0; i < count; i++)
            {
                driver.AddSlot(driver.NewNode(i));
            }

            for (int i = 0; i < count; i++)
            {
                int slot = start + (i * Stride % count);
                ids[slot] = driver.Engine.IdOf(driver[slot]);
            }

            Verify(driver, ids);
        }

        Assert.Equal(driver.Slots, ids.Values.Distinct().Count());
        for (int i = 0; i < 2; i++)
        {
            driver.Collect();
            Verify(driver, ids);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [MirrorsRPython("test_direct", "test_identityhash")]
    public void The_hash_of_an_object_of_any_age_stays(int collectionsBefore)
    {
        const int CollectionsAfter = 6;
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        nint neighbour = driver.NewNode(0);
        driver.AddSlot(driver.NewNode(1));
        Assert.Equal("nursery", driver.PlaceOf(neighbour));
        for (int i = 0; i < collectionsBefore; i++)
        {
            driver.Collect();
        }

        long hash = driver.Engine.IdentityHash(driver[0]);
        Assert.Equal(hash, driver.Engine.IdentityHash(driver[0]));

        for (int i = 0; i < CollectionsAfter; i++)
        {
            driver.Collect();
            Assert.Equal(hash, driver.Engine.IdentityHash(driver[0]));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [MirrorsRPython("test_direct", "test_identityhash")]
    public void Arrays_have_a_hash_and_what_dies_with_one_leaves_nothing(bool livesOn)
    {
        const int Lengths = 10;
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        for (int i = 0; i < Lengths; i++)
        {
            driver.Collect();
            driver.AddSlot(driver.New(ObjectKind.Array, i));
            long hash = driver.Engine.IdentityHash(driver[0]);
            if (livesOn)
            {
                driver.Collect();
            }

            Assert.Equal(hash, driver.Engine.IdentityHash(driver[0]));
            driver.RemoveSlot();
        }

        driver.Collect();
        driver.Collect();
        Assert.Equal((0, 0), (driver.Arenas.UsedBytes, driver.State.RawBytes));
    }

    private static void Verify(CollectorDriver driver, Dictionary<int, nint> ids) =>
        Assert.All(ids, pair => Assert.Equal(pair.Value, driver.Engine.IdOf(driver[pair.Key])));
}
