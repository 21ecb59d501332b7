using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <content>Counters of buffers, and hash tables.</content>
internal sealed partial class Interpreter<THeap, TRef>
{
    private void ResizeTable(ref Locals<TRef> f, int owner, ModelNode node, int items)
    {
        int indexBytes = items == 0 ? 0 : TestTables.IndexBytes(TestTables.Slots(items));
        node.Index = indexBytes == node.Index.Length ? node.Index : new byte?[indexBytes];
        node.Filled = items == 0 ? 0 : node.Filled;
        heap.ResizeTable(ref Variable(ref f, owner), 0, items, indexBytes);
    }

    private void WriteCounters(ref Locals<TRef> f, int owner, ModelNode node, int choice, int value)
    {
        node.Count = value;
        heap.SetCount(Variable(ref f, owner), 0, value);
        if (node.Index.Length > 0)
        {
            int slot = Reduce(choice, node.Index.Length);
            node.Filled = choice;
            node.Index[slot] = (byte)value;
            heap.SetFilled(Variable(ref f, owner), 0, choice);
            heap.TableIndex(Variable(ref f, owner), 0)[slot] = (byte)value;
        }
    }

    private void CheckTable(ModelNode node, TRef reference)
    {
        Span<byte> index = heap.TableIndex(reference, 0);
        Assert.Equal(node.Filled, heap.GetFilled(reference, 0));
        Assert.Equal(node.Index.Length, index.Length);
        for (int slot = 0; slot < index.Length; slot++)
        {
            Assert.Equal(node.Index[slot] ?? index[slot], index[slot]);
        }
    }
}
