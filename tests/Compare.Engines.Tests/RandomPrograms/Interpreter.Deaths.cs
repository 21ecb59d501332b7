using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <content>Weak references and finalizers.</content>
internal sealed partial class Interpreter<THeap, TRef>
{
    private void MakeWeak(ref Locals<TRef> f, int variable, int target, int seed)
    {
        if (Get(target) is not { Type: { } type } node || (type.Traits & ObjectTraits.WeaklyReferenceable) == ObjectTraits.None)
        {
            return;
        }

        if (IsGrave(target))
        {
            return;
        }

        ModelNode weak = new()
        {
            Id = _model.Nodes.Count,
            Type = null,
            Target = node,
            Tag = seed % 2 == 0 ? _model.Nodes.Count : 0,
        };
        _model.Nodes.Add(weak);

        Set(variable, null);
        heap.NewWeak(ref Variable(ref f, variable), ref Variable(ref f, target), weak.Tag);
        Set(variable, weak);
    }

    private void LoadWeak(ref Locals<TRef> f, int variable, int choice)
    {
        int from = Readable(choice);
        if (Get(from) is not { Type: null, Target: { } target } weak)
        {
            return;
        }

        bool reachable = _model.Reachable().Contains(target);
        Set(variable, null);
        heap.LoadWeak(ref Variable(ref f, variable), Variable(ref f, from));
        bool dead = heap.IsNull(Variable(ref f, variable));
        CheckWeak(weak, target, reachable, dead);
        if (!dead)
        {
            // Found while it was already unreachable: engines that finalize later may finalize it all the same.
            MarkUnreachable(target, reachable);
            Set(variable, target);
            Assert.True(IsObject(Variable(ref f, variable), target));
        }
    }

    private static void CheckWeak(ModelNode weak, ModelNode target, bool reachable, bool dead)
    {
        if (dead)
        {
            Assert.True(!reachable || target.WasUnreachable, $"weak reference {weak.Id} lost its live target {target.Id}");
            weak.TargetDead = true;
        }
        else
        {
            Assert.False(weak.TargetDead, $"weak reference {weak.Id} found its dead target {target.Id} again");
        }
    }

    private void MarkUnreachable(ModelNode from, bool reachable)
    {
        if (reachable)
        {
            return;
        }

        HashSet<ModelNode> live = _model.Reachable();
        foreach (ModelNode node in Model.Reach([from]).Where(node => !live.Contains(node)))
        {
            node.WasUnreachable = true;
        }
    }

    private bool IsObject(TRef reference, ModelNode node) =>
        !heap.IsNull(reference) && (node.Words.Length == 0 || heap.GetWord(reference, 0) == node.Id);

    private void FinalizeMortal(ref TRef self)
    {
        ModelNode node = _model.Nodes[(int)heap.GetWord(self, 0)];
        bool reachable = _model.Reachable().Contains(node);
        Assert.Equal(TestTypes.Mortal, node.Type);
        Assert.False(node.Finalized, $"object {node.Id} is finalized twice");
        Assert.False(reachable && !node.WasUnreachable, $"object {node.Id} is finalized while it is reachable");
        Assert.NotEqual(FinalizerOrder.None, traits.FinalizerOrder);
        node.Finalized = true;
        MarkUnreachable(node, reachable);
        if (node.AllocatesInFinalizer)
        {
            MakeGarbage(ref self);
        }

        if (node.Resurrects && !_finishing)
        {
            int grave = (int)(node.Id % Graves);
            _model.Roots[grave] = node;
            heap.Copy(ref heap.Root(grave), self);
        }
    }

    private void MakeGarbage(ref TRef self)
    {
        Locals<TRef> g = default;
        heap.Enter(ref g);
        for (int count = 0; count < MostLength; count++)
        {
            heap.New(ref g.A, _handles[TestTypes.Leaf]);
            heap.SetWord(g.A, 0, count);
        }

        Assert.False(heap.IsNull(self));
        heap.Leave(ref g);
    }

    private void AnswerDeath(ref TRef weak, long tag)
    {
        ModelNode node = _model.Nodes[(int)tag];
        Assert.Equal(tag, node.Tag);
        Assert.NotEqual(0, tag);
        Assert.False(node.Called, $"the callback of weak reference {tag} is called twice");
        Assert.False(heap.IsNull(weak));
        bool reachable = _model.Reachable().Contains(node.Target!);
        Assert.True(!reachable || node.Target!.WasUnreachable, $"callback {tag} for a live target");
        node.Called = true;
        node.TargetDead = true;
    }
}
