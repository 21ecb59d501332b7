using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Thresholds of major collections, and cards.</summary>
public sealed class ParameterTests
{
    private const int IndicesPerCard = 128;

    [Fact]
    [MirrorsRPython("test_minimark", "test_set_major_threshold")]
    [MirrorsRPython("test_incminimark", "test_set_major_threshold")]
    public void The_threshold_stays_within_its_bounds_and_grows_slowly()
    {
        MajorThreshold threshold = new(minHeap: 100, growth: 1.5, maxHeap: 300, factor: 2, double.PositiveInfinity);

        (double Wanted, double Set, bool IsBounded)[] steps =
        [
            (100, 100, false), (100, 100, false), (100, 100, false), (100, 100, false), (100, 100, false),
            (200, 150, false), (300, 225, false), (450, 300, true), (600, 300, true),
            (100, 100, false), (125, 125, false), (156.25, 156.25, false), (42.7, 100, false),
        ];

        Assert.All(steps, step =>
        {
            bool isBounded = threshold.SetFrom(step.Wanted);
            Assert.Equal((step.Set, step.IsBounded), (threshold.Next, isBounded));
        });
    }

    [Fact]
    public void Reported_memory_brings_the_next_collection_nearer_but_growth_is_limited_as_before()
    {
        MajorThreshold threshold = new(minHeap: 100, growth: 1.5, maxHeap: 0, factor: 2, double.PositiveInfinity);

        Assert.False(threshold.IsReached(usedBytes: 60, extra: 40));
        Assert.False(threshold.AddPressure(24));
        Assert.Equal((60, 100), (threshold.Next, threshold.Initial));
        Assert.True(threshold.IsReached(usedBytes: 60, extra: 1));
        Assert.True(threshold.AddPressure(45));
        threshold.SetAfterCollection(usedBytes: 90, reserving: 7);
        Assert.Equal(157, threshold.Next);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(IndicesPerCard * 64, 1)]
    [InlineData((IndicesPerCard * 64) + 1, 2)]
    [InlineData(2 * IndicesPerCard * 64, 2)]
    [InlineData((2 * IndicesPerCard * 64) + 1, 3)]
    [InlineData(8 * IndicesPerCard * 64, 8)]
    [InlineData((8 * IndicesPerCard * 64) + 1, 9)]
    [MirrorsRPython("test_minimark", "test_card_marking_words_for_length")]
    [MirrorsRPython("test_incminimark", "test_card_marking_words_for_length")]
    public void A_word_holds_sixty_four_cards(long length, long words) =>
        Assert.Equal(words, new CardTable(IndicesPerCard).WordsFor(length));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(IndicesPerCard * 8, 1)]
    [InlineData((IndicesPerCard * 8) + 1, 2)]
    [InlineData(2 * IndicesPerCard * 8, 2)]
    [InlineData((2 * IndicesPerCard * 8) + 1, 3)]
    [InlineData(8 * IndicesPerCard * 8, 8)]
    [InlineData((8 * IndicesPerCard * 8) + 1, 9)]
    [MirrorsRPython("test_minimark", "test_card_marking_bytes_for_length")]
    [MirrorsRPython("test_incminimark", "test_card_marking_bytes_for_length")]
    public void A_byte_holds_eight_cards(long length, long bytes) =>
        Assert.Equal(bytes, new CardTable(IndicesPerCard).BytesFor(length));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 1, 2)]
    [InlineData(10, 1, 4)]
    [InlineData(31, 1, 128)]
    [InlineData(32, 2, 1)]
    [InlineData(69, 3, 2)]
    public unsafe void Cards_lie_backwards_from_the_header(long index, int bytesBefore, byte mask)
    {
        const nint Header = 4096;
        CardTable cards = new(4);

        Assert.Equal((Header - bytesBefore, mask), ((nint)cards.ByteOf(Header, index), cards.MaskOf(index)));
    }

    [Fact]
    public void A_card_stands_for_a_power_of_two_of_items() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CardTable(100));
}
