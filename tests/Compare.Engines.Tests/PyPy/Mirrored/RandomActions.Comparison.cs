using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <content>The comparison of the heap with the model.</content>
internal sealed partial class RandomActions
{
    /// <summary>Compares all that the root slots reach.</summary>
    /// <param name="when">For messages.</param>
    public void Compare(string when)
    {
        Dictionary<ModelObject, nint> seen = [];
        Dictionary<nint, ModelObject> heap = [];
        Queue<(ModelObject? Model, nint Obj)> todo = new(_slots.Select((model, slot) => ((ModelObject?)model, _driver[slot])));
        while (todo.TryDequeue(out (ModelObject? Model, nint Obj) pair))
        {
            (ModelObject? model, nint obj) = pair;
            Assert.True((model is null) == (obj == 0), $"{when}: a reference is null or is not.");
            if (model is null)
            {
                continue;
            }

            bool isFirst = seen.TryAdd(model, obj);
            Assert.True(seen[model] == obj && heap.TryAdd(obj, model) == isFirst, $"{when}: two objects are one or one is two.");
            if (isFirst)
            {
                CompareContent(model, obj, when);
                for (int i = 0; i < model.References.Length; i++)
                {
                    todo.Enqueue((model.References[i], _driver.Get(obj, i)));
                }
            }
        }

        foreach ((ModelObject model, nint obj) in seen.Where(pair => pair.Key.Kind == ObjectKind.WeakPointer))
        {
            bool lives = model.Target is not null && seen.ContainsKey(model.Target);
            Assert.True(!lives || _driver.Target(obj) == seen[model.Target!], $"{when}: a weak pointer leads elsewhere.");
        }
    }

    /// <summary>After whole collections weak pointers to dead objects are null.</summary>
    public void CompareWeakPointersAtTheEnd()
    {
        // In single steps marking would never end if a holder of a pinned object were part of a cycle: each minor collection
        // makes it gray again, and marking it pushes it again. Real steps mark more than one object.
        while (Unpin())
        {
        }

        _driver.Collect();
        _driver.Collect();
        Compare("the end");
        HashSet<ModelObject> alive = Reachable();
        for (int slot = 0; slot < _slots.Count; slot++)
        {
            if (_slots[slot].Kind == ObjectKind.WeakPointer)
            {
                Assert.Equal(alive.Contains(_slots[slot].Target!), _driver.Target(_driver[slot]) != 0);
            }
        }
    }

    private HashSet<ModelObject> Reachable()
    {
        HashSet<ModelObject> alive = [];
        Stack<ModelObject> todo = new(_slots);
        while (todo.TryPop(out ModelObject? model))
        {
            if (alive.Add(model))
            {
                foreach (ModelObject referent in model.References.OfType<ModelObject>())
                {
                    todo.Push(referent);
                }
            }
        }

        return alive;
    }

    private void CompareContent(ModelObject model, nint obj, string when)
    {
        Assert.True(_driver.KindOf(obj) == model.Kind, $"{when}: an object has become another.");
        switch (model.Kind)
        {
            case ObjectKind.Node:
                Assert.True(CollectorDriver.Number(obj) == model.Number, $"{when}: a number has changed.");
                break;
            case ObjectKind.Array:
                Assert.True(_driver.Length(obj) == model.References.Length, $"{when}: a length has changed.");
                break;
            case ObjectKind.String:
                Assert.True(
                    Enumerable.Range(0, (int)_driver.Length(obj)).All(i => _driver.Character(obj, i) == (byte)model.Number),
                    $"{when}: a character has changed.");
                Assert.True(_driver.Engine.IsPinned(obj) == _pinned.Contains(model), $"{when}: a pin is lost or was not taken.");
                break;
        }

        Assert.True(model.Id == 0 || _driver.Engine.IdOf(obj) == model.Id, $"{when}: an id has changed.");
    }
}
