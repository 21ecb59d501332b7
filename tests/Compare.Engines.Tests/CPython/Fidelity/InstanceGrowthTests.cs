using System.Globalization;
using System.Text.Json;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// The n-th instance of a fresh class: its first instances have room for many attributes, each later one for one less.
/// </summary>
/// <remarks>Left out: classes with 30 and more attributes, whose attributes go into a dictionary.</remarks>
public sealed class InstanceGrowthTests
{
    private const int MostSharedAttributes = 29;

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), "obmalloc_stats", MemberType = typeof(RecordedFiles))]
    public void The_nth_instance_takes_the_blocks_for_the_recorded_request(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        JsonProperty[] classes =
        [
            .. document.RootElement.GetProperty("nth_instance_request_deltas").EnumerateObject()
                .Where(fact => Attributes(fact) <= MostSharedAttributes),
        ];

        Assert.NotEmpty(classes);
        Assert.All(classes, fact => new Instances(Attributes(fact), fact.Value).RunOn(RecordedFiles.ProfileOf(document)));
    }

    private static int Attributes(JsonProperty fact) => int.Parse(fact.Name, CultureInfo.InvariantCulture);

    private sealed class Instances(int attributes, JsonElement requests) : RecipeProgram
    {
        private static readonly string[] s_profilesWithBlock = ["3.11", "3.12"];

        public override void Run<THeap, TRef>(THeap heap)
        {
            Recipe recipe = new(new ObjectType(
                "C", PythonKind.Instance, references: attributes, traits: ObjectTraits.WeaklyReferenceable));
            heap.ResizeRoots(requests.GetArrayLength());
            for (int i = 0; i < requests.GetArrayLength(); i++)
            {
                Dictionary<int, long> before = BlocksByClass(Report<THeap, TRef>(heap));
                Make<THeap, TRef>(heap, recipe, i);
                Dictionary<int, long> after = BlocksByClass(Report<THeap, TRef>(heap));

                int request = requests[i].GetInt32();
                int instance = (int)heap.SizeOf(heap.Root(i));
                bool hasBlock = s_profilesWithBlock.Contains(Profile, StringComparer.Ordinal);
                int[] parts = hasBlock ? [instance, request - instance] : [request];
                Assert.Equal(
                    (i, string.Join(' ', parts.Select(part => SizeClasses.Of(part)).Order())),
                    (i, string.Join(' ', Added(before, after))));
            }

            heap.ResizeRoots(0);
        }

        private static Dictionary<int, long> BlocksByClass(AllocatorState state) =>
            state.Classes.ToDictionary(use => use.SizeClass, use => use.Blocks);

        private static IEnumerable<int> Added(Dictionary<int, long> before, Dictionary<int, long> after) =>
            after.SelectMany(use => Enumerable.Repeat(use.Key, (int)(use.Value - before.GetValueOrDefault(use.Key)))).Order();
    }
}
