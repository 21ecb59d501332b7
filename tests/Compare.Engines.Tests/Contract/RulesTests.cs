using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The rules by which programs size containers and choose forms: every engine has them, and there is room.</summary>
public sealed class RulesTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Every_engine_has_rules(string engine) => new Presence().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void What_grows_has_room_for_what_comes(string engine) => new Room().RunOn(engine);

    private sealed class Presence : EngineProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Assert.NotNull(heap.Module<IGrowthRules>());
            IObjectRules rules = heap.Module<IObjectRules>()!;
            Assert.NotNull(rules);
            Assert.InRange(rules.DigitBits, 1, rules.DigitBytes * 8);
            Assert.InRange(rules.WordIntegerBits, 0, 64);
        }
    }

    private sealed class Room : EngineProgram
    {
        private const int Most = 100_000;

        public override void Run<THeap, TRef>(THeap heap)
        {
            IGrowthRules rules = heap.Module<IGrowthRules>()!;
            int list = 0;
            int array = 0;
            int bytes = 0;
            int set = rules.CopiedSetSlots(0);
            for (int length = 1; length <= Most; length++)
            {
                list = rules.ListCapacity(list, length - 1, length);
                array = rules.ArrayCapacity(array, length);
                bytes = rules.ByteArrayCapacity(bytes, length);
                set = rules.SetSlots(set, length, length);
                Assert.True(list >= length, $"a list of {list} does not hold {length} items");
                Assert.True(array >= length, $"an array of {array} does not hold {length} items");
                Assert.True(bytes >= length, $"a byte array of {bytes} does not hold {length} bytes");
                Assert.True(set >= length, $"a set of {set} slots does not hold {length} items");
            }

            foreach (ListOrigin origin in Enum.GetValues<ListOrigin>())
            {
                Assert.All(Enumerable.Range(0, 100), length => Assert.True(rules.NewListCapacity(origin, length) >= length));
            }

            Assert.All(Enumerable.Range(0, 100), used => Assert.True(rules.CopiedSetSlots(used) >= used));
            Grow(rules, heap.Module<IObjectRules>()!.DictForm);
        }

        private static void Grow(IGrowthRules rules, TableForm form)
        {
            TableSize table = rules.NewTable(0);
            for (int used = 1; used <= Most; used++)
            {
                if (rules.IsFull(table, used - 1))
                {
                    table = rules.GrownTable(table, used - 1, used - 1);
                }

                bool hasFreeSlot = form == TableForm.Open || table.Slots > used;
                Assert.True(table.Entries >= used && hasFreeSlot, $"{used} entries in {table}");
            }
        }
    }
}
