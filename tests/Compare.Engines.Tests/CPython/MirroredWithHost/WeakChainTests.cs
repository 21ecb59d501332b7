using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>Proxies of the dead, and weak references into a long chain that dies.</summary>
public sealed class WeakChainTests
{
    /// <summary>To use a proxy is to ask it for its target, which is not there any more.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "ReferencesTestCase.test_proxy_ref")]
    public void A_proxy_of_a_dead_object_cannot_be_used(string profile) => PythonHeap.Run(profile, python =>
    {
        int called = 0;
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.Weak(target, _ => called++, WeakKind.Proxy);
        Variable second = python.Weak(target, _ => called++, WeakKind.Proxy);
        python.Delete(target);
        Assert.True(python.IsDead(first));
        Assert.True(python.IsDead(second));
        Variable temporary = python.New(PythonTypes.Instance);
        Variable third = python.Weak(temporary, kind: WeakKind.Proxy);
        python.Delete(temporary);
        Assert.True(python.IsDead(third));
        Assert.Equal(2, called);
    });

    /// <summary>
    /// Each of 100 nodes is the value of its child in a dictionary with weak keys, so that the death of the first takes
    /// down the chain, deeper than the trashcan lets it go. The callbacks on the way find no object without references.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "ReferencesTestCase.test_trashcan_16602")]
    public void A_dying_target_is_never_visible(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Nodes = 100;
        const int Parent = 0;
        int called = 0;
        int visible = 0;
        WeakKeyDictionary dict = new(python);
        Variable root = python.New(PythonTypes.Instance);
        Variable node = python.Name();
        Variable child = python.Name();
        python.Assign(node, root);
        for (int made = 0; made < Nodes; made++)
        {
            python.New(child, PythonTypes.Instance);
            Variable self = python.Weak(child);
            Variable toParent = python.Weak(node, _ =>
            {
                called++;
                visible += python.IsDead(self) ? 0 : 1;
            });
            python.Set(child, Parent, toParent);
            dict.Set(node, child);
            python.Forget(toParent);
            python.Assign(node, child);
        }

        python.Delete(node, child);
        Assert.Equal(Nodes, dict.Count);
        python.Delete(root);
        python.Collect();
        Assert.Equal(0, dict.Count);
        Assert.Equal(Nodes, called);
        Assert.Equal(0, visible);
        Assert.Equal(Nodes, python.LiveObjects);
    });
}
