using Compare.Workloads.Caches;
using CsCheck;

namespace Compare.Workloads.Tests.Caches;

/// <summary>The model that expectations are computed with, against a list kept in order of use.</summary>
public sealed class LruModelTests
{
    private const int Keys = 12;

    [Fact]
    public void The_model_behaves_as_a_list_in_order_of_use() =>
        Gen.Select(Gen.Int[1, Keys + 2], Gen.Int[1, Keys].Array[0, 200]).Sample((capacity, requests) =>
        {
            LruModel model = new(capacity, Keys);
            List<int> used = [];
            foreach (int rank in requests)
            {
                bool hit = used.Remove(rank);
                if (used.Count == capacity)
                {
                    used.RemoveAt(0);
                }

                used.Add(rank);
                Assert.Equal(hit, model.Request(rank));
                Assert.Equal(used.Count, model.Count);
            }

            Assert.Equal(used.Order(), Enumerable.Range(1, Keys).Where(model.Contains));
        });
}
