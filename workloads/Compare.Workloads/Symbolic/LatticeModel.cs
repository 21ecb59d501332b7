namespace Compare.Workloads.Symbolic;

/// <summary>The lattices of <see cref="Lattice"/> as tables of comparisons, searched in the same order.</summary>
internal sealed class LatticeModel
{
    private readonly LatticeOrder[,] _order;

    private LatticeModel(LatticeOrder[,] order) => _order = order;

    /// <summary>Gets the lattice of two elements, in the order in which the list of them holds them.</summary>
    public static LatticeModel Two { get; } = new(new[,]
    {
        { LatticeOrder.Equal, LatticeOrder.Less },
        { LatticeOrder.More, LatticeOrder.Equal },
    });

    /// <summary>Gets the number of elements.</summary>
    public int Count => _order.GetLength(0);

    /// <summary>Makes the lattice of the monotone maps from a lattice to itself.</summary>
    /// <param name="objects">Raised by the objects that the search allocates, without the elements.</param>
    /// <returns>The lattice; a new element comes before the older ones.</returns>
    public LatticeModel Maps(ref LatticeCosts objects)
    {
        List<int[]> maps = [];
        objects.Add(Search(this, this, maps));
        maps.Reverse();
        LatticeOrder[,] order = new LatticeOrder[maps.Count, maps.Count];
        for (int i = 0; i < maps.Count; i++)
        {
            for (int j = 0; j < maps.Count; j++)
            {
                for (int place = 0; place < Count; place++)
                {
                    order[i, j] |= _order[maps[i][place], maps[j][place]];
                }
            }
        }

        return new(order);
    }

    /// <summary>Searches all monotone maps from one lattice to another.</summary>
    /// <param name="source">The one.</param>
    /// <param name="target">The other.</param>
    /// <param name="maps">Receives the maps, as numbers of images for each element of the source; null to count only.</param>
    /// <returns>What the search allocates.</returns>
    public static LatticeCosts Search(LatticeModel source, LatticeModel target, List<int[]>? maps = null)
    {
        LatticeCosts costs = default;
        int[] images = new int[source.Count];
        Extend(0, 0);
        return costs;

        void Extend(int next, long live)
        {
            if (next == source.Count)
            {
                costs.LiveAtFirstMap = costs.Maps == 0 ? live : costs.LiveAtFirstMap;
                costs.Maps++;
                maps?.Add([.. images]);
                return;
            }

            int[] candidates = [.. Enumerable.Range(0, target.Count).Where(image => Fits(next, image)).Reverse()];
            for (int i = 0; i < next; i++)
            {
                costs.Cells += source._order[i, next] is LatticeOrder.Less or LatticeOrder.More ? 1 : 0;
            }

            foreach (int image in candidates)
            {
                images[next] = image;

                // A cell in the list of candidates, two that extend the map, and a number for the maps found.
                costs.Cells += 3;
                costs.Numbers++;
                Extend(next + 1, live + candidates.Length + 2);
            }
        }

        bool Fits(int next, int image)
        {
            for (int i = 0; i < next; i++)
            {
                LatticeOrder wanted = source._order[i, next];
                LatticeOrder found = target._order[images[i], image];
                if (wanted is LatticeOrder.Less or LatticeOrder.More && found != LatticeOrder.Equal && found != wanted)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
