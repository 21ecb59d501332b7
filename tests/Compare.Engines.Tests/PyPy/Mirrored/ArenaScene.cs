using Compare.Engines.PyPy.Arenas;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>An arena whose pages are in given states, made by allocating and sweeping.</summary>
internal sealed unsafe class ArenaScene : IDisposable
{
    /// <summary>Bytes of a word.</summary>
    public const int Word = Page.WordBytes;

    /// <summary>A page whose blocks, of two words, are all in use.</summary>
    private const char Full = '#';

    /// <summary>A page whose blocks, of two words, are in use and free by turns.</summary>
    private const char Half = '/';

    /// <summary>A page that was used, for the largest blocks, and is free.</summary>
    private const char Free = '.';

    /// <summary>A page that was never used.</summary>
    private const char NeverUsed = ' ';

    /// <summary>Words of the largest blocks, as in the original.</summary>
    private const int MostWords = 9;

    /// <summary>Initializes a new instance of the <see cref="ArenaScene"/> class.</summary>
    /// <param name="pageWords">Words of a page behind its header.</param>
    /// <param name="layout">
    /// A character for each page of the arena: the constants above, or a digit for a page with blocks of so many words, all
    /// in use but the last.
    /// </param>
    /// <param name="neverUsedBlocks">Blocks at the end of half-used pages that were never used.</param>
    public ArenaScene(int pageWords, string layout, int neverUsedBlocks = 0)
    {
        int pageBytes = Page.HeaderBytes + (pageWords * Word);
        Collection = new((pageBytes * (layout.Length + 1)) - 1, pageBytes, Math.Min(MostWords, pageWords) * Word);
        PageBytes = pageBytes;
        HashSet<nint> dying = [];
        for (int i = 0; i < layout.Length && layout[i] != NeverUsed; i++)
        {
            Fill(layout[i], (pageWords * Word) - (neverUsedBlocks * 2 * Word), dying);
        }

        if (dying.Count > 0)
        {
            Sweep(dying.Contains);
        }
    }

    /// <summary>Gets the collection.</summary>
    public ArenaCollection Collection { get; }

    /// <summary>Gets the bytes of a page.</summary>
    public int PageBytes { get; }

    /// <summary>Gets the address of the first page. Something must have been allocated.</summary>
    public nint Start => Collection.Arenas.Index[0]->Address;

    /// <summary>Gets a page.</summary>
    /// <param name="number">Its number in the arena.</param>
    public Page* PageAt(int number) => (Page*)(Start + ((nint)number * PageBytes));

    /// <summary>Gets a block.</summary>
    /// <param name="page">Number of its page.</param>
    /// <param name="words">Words between the page's header and it.</param>
    public nint Block(int page, int words) => (nint)PageAt(page) + Page.HeaderBytes + (words * Word);

    /// <summary>Allocates and tells where.</summary>
    /// <param name="words">Words of the block.</param>
    /// <returns>Number of its page, and words between the page's header and it.</returns>
    public (int Page, int Words) Allocate(int words)
    {
        BlockPlace place = Collection.PlaceOf(Collection.Allocate(words * Word));
        Collection.Verify();
        return (place.Page, (place.Offset - Page.HeaderBytes) / Word);
    }

    /// <summary>Sweeps everything at once.</summary>
    /// <param name="isDead">Which blocks are freed.</param>
    /// <returns>The blocks seen, in order, and what became of them.</returns>
    public IReadOnlyList<(nint Block, bool IsDead)> Sweep(Func<nint, bool> isDead)
    {
        Judge judge = new(isDead);
        Collection.PrepareSweep();
        Assert.True(Collection.Sweep(ref judge, long.MaxValue));
        Collection.Verify();
        return judge.Seen;
    }

    /// <summary>Gets the blocks of a page's free list, with its end.</summary>
    /// <param name="page">Number of the page.</param>
    /// <returns>For each the words between the page's header and it.</returns>
    public IReadOnlyList<int> FreeBlocks(int page)
    {
        List<int> words = [];
        nint block = PageAt(page)->FreeBlock;
        for (int listed = PageAt(page)->FreeBlocks; ; listed--)
        {
            words.Add((int)(block - Block(page, 0)) / Word);
            if (listed == 0)
            {
                return words;
            }

            block = *(nint*)block;
        }
    }

    /// <summary>Counts the blocks of a page that were never used.</summary>
    /// <param name="page">Number of the page.</param>
    public int NeverUsedBlocks(int page)
    {
        int bytes = PageAt(page)->BlockBytes;
        int blocks = (PageBytes - Page.HeaderBytes) / bytes;
        return blocks - (FreeBlocks(page)[^1] * Word / bytes);
    }

    public void Dispose() => Collection.Dispose();

    private void Fill(char kind, int halfBytes, HashSet<nint> dying)
    {
        int blockBytes = kind switch
        {
            Full or Half => 2 * Word,
            Free => Collection.LargestBlock,
            _ => (kind - '0') * Word,
        };
        int blocks = (kind == Half ? halfBytes : PageBytes - Page.HeaderBytes) / blockBytes;
        for (int i = 0; i < blocks; i++)
        {
            bool dies = kind switch
            {
                Full => false,
                Free => true,
                Half => i % 2 == 1,
                _ => i == blocks - 1,
            };
            nint block = Collection.Allocate(blockBytes);
            if (dies)
            {
                dying.Add(block);
            }
        }
    }

    private readonly struct Judge(Func<nint, bool> isDead) : IBlockJudge
    {
        public List<(nint Block, bool IsDead)> Seen { get; } = [];

        public bool IsDead(nint block)
        {
            Seen.Add((block, isDead(block)));
            return Seen[^1].IsDead;
        }
    }
}
