using Compare.Workloads.Randomness;

namespace Compare.Workloads.Tests.Randomness;

/// <summary>The generators give the sequences of their authors' reference code.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void SplitMix64_with_seed_1234567_gives_the_reference_sequence()
    {
        ulong[] sequence = [.. Enumerable.Range(1, 5).Select(i => SplitMix64.Mix(1234567 + ((ulong)i * SplitMix64.Increment)))];

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            sequence);
    }

    [Fact]
    public void Xoshiro256_with_state_1_2_3_4_gives_the_reference_sequence()
    {
        Xoshiro256 random = new(1, 2, 3, 4);

        ulong[] sequence = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([11520, 0, 1509978240, 1215971899390074240, 1216172134540287360], sequence);
    }

    [Fact]
    public void The_digest_depends_on_the_order_of_its_words()
    {
        Digest forward = default;
        Digest backward = default;
        forward.Add(1UL);
        forward.Add(2UL);
        backward.Add(2UL);
        backward.Add(1UL);

        Assert.NotEqual(forward.Value, backward.Value);
    }
}
