using System.Runtime.CompilerServices;
using System.Text;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A script's variables as slots of the root area, and its operations as those of the heap.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed partial class HeapScript<THeap, TRef> : PythonScript
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    // Variables keep their slot, so that a slot's address stays good while finalizers make new ones.
    private const int MostVariables = 4000;

    private readonly THeap _heap;
    private readonly IGcModule<TRef> _gc;
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [string.Empty];
    private readonly Dictionary<ObjectType, TypeHandle> _handles = [];
    private readonly Dictionary<nint, ObjectType> _types = [];
    private readonly List<Action<string>> _callbacks = [];
    private int _calls;

    public HeapScript(THeap heap, IGcModule<TRef> gc, string profile)
        : base(profile)
    {
        _heap = heap;
        _gc = gc;
        heap.ResizeRoots(MostVariables);
        heap.Control.AutomaticCollection = false;
        heap.SetWeakCallback((ref weak, tag) => CallWith(ref weak, _callbacks[(int)tag - 1]));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<long> Counts => _heap.Control.Counts;

    /// <inheritdoc/>
    public override void New(string name, ObjectType type)
    {
        _heap.New(ref Variable(name), Register(type));
        Label(name, type);
    }

    /// <inheritdoc/>
    public override void NewTuple(string name, params string?[] elements)
    {
        _heap.NewArray(ref Variable(name), Register(FidelityTypes.Tuple), elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            SetElement(name, i, elements[i]);
        }
    }

    /// <inheritdoc/>
    public override void NewItems(string name, ObjectType type, params string?[] references)
    {
        New(name, type);
        if (references.Length == 0)
        {
            return;
        }

        Resize(name, references.Length / type.Buffers[0].References);
        for (int i = 0; i < references.Length; i++)
        {
            SetItem(name, i, references[i]);
        }
    }

    /// <inheritdoc/>
    public override void NewArray(string name, ObjectType type, int length) =>
        _heap.NewArray(ref Variable(name), Register(type), length);

    /// <inheritdoc/>
    public override void Set(string obj, int field, string? value) => _heap.Store(Variable(obj), field, ValueOf(value));

    /// <inheritdoc/>
    public override void Get(string name, string obj, int field) =>
        _heap.Load(ref Variable(name), Variable(obj), field);

    /// <inheritdoc/>
    public override void SetElement(string tuple, int index, string? value) =>
        _heap.StoreElement(Variable(tuple), index, ValueOf(value));

    /// <inheritdoc/>
    public override void SetItem(string obj, int index, string? value) =>
        _heap.StoreItem(Variable(obj), 0, index, ValueOf(value));

    /// <inheritdoc/>
    public override void GetItem(string name, string obj, int index) =>
        _heap.LoadItem(ref Variable(name), Variable(obj), 0, index);

    /// <inheritdoc/>
    public override void Resize(string obj, int items) => _heap.ResizeBuffer(ref Variable(obj), 0, items);

    /// <inheritdoc/>
    public override int Length(string obj) => _heap.BufferLength(Variable(obj), 0);

    /// <inheritdoc/>
    public override void Nest(string name, ObjectType type, int levels)
    {
        const string Outer = "outer container";
        TypeHandle handle = Register(type);
        ref TRef inner = ref Variable(name);
        ref TRef outer = ref Variable(Outer);
        for (int i = 0; i < levels; i++)
        {
            if (type.Elements == ElementKind.References)
            {
                _heap.NewArray(ref outer, handle, 1);
                _heap.StoreElementTake(outer, 0, _heap.Move(ref inner));
            }
            else if (type.Buffers.Count > 0)
            {
                // The last reference of an item is the value, where there are keys.
                _heap.New(ref outer, handle);
                _heap.ResizeBuffer(ref outer, 0, 1);
                _heap.StoreItemTake(outer, 0, type.Buffers[0].References - 1, _heap.Move(ref inner));
            }
            else
            {
                _heap.New(ref outer, handle);
                _heap.StoreTake(outer, 0, _heap.Move(ref inner));
            }

            _heap.Take(ref inner, _heap.Move(ref outer));
        }
    }

    /// <inheritdoc/>
    public override void Copy(string name, string source) => _heap.Copy(ref Variable(name), Variable(source));

    /// <inheritdoc/>
    public override void Move(string name, string source)
    {
        TRef moved = _heap.Move(ref Variable(source));
        _heap.Take(ref Variable(name), moved);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void ReturnFromFunction(string first, string second, string third)
    {
        Locals<TRef> frame = default;
        _heap.Enter(ref frame);
        _heap.Take(ref frame.A, _heap.Move(ref Variable(first)));
        _heap.Take(ref frame.B, _heap.Move(ref Variable(second)));
        _heap.Take(ref frame.C, _heap.Move(ref Variable(third)));
        _heap.Leave(ref frame);
    }

    /// <inheritdoc/>
    public override void Drop(params string[] names)
    {
        foreach (string name in names)
        {
            _heap.Clear(ref Variable(name));
        }
    }

    /// <inheritdoc/>
    public override void DropAll() => Drop([.. _variables.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);

    /// <inheritdoc/>
    public override bool Has(string name) => !_heap.IsNull(Variable(name));

    /// <inheritdoc/>
    public override bool Same(string left, string right) => _heap.Same(Variable(left), Variable(right));

    /// <inheritdoc/>
    public override string LabelOf(string name) => LabelOf(Variable(name));

    /// <inheritdoc/>
    public override long Identity(string name) => _heap.IdentityHash(Variable(name));

    /// <inheritdoc/>
    public override void NewText(string name, string text)
    {
        NewArray(name, FidelityTypes.Str, text.Length);
        Encoding.ASCII.GetBytes(text, _heap.ElementBytes(Variable(name)));
    }

    /// <inheritdoc/>
    public override void OnFinalize(ObjectType type, Action<string> finalizer) =>
        _heap.SetFinalizer(Register(type), (ref self) => CallWith(ref self, finalizer));

    /// <inheritdoc/>
    public override void OnLegacyFinalize(ObjectType type, Action finalizer) =>
        _gc.SetLegacyFinalizer(Register(type), (ref _) => finalizer());

    private ref TRef Variable(string name)
    {
        if (!_variables.TryGetValue(name, out int slot))
        {
            slot = _variables.Count;
            Assert.True(slot < MostVariables, "A script has too many variables.");
            _variables.Add(name, slot);
        }

        return ref _heap.Root(slot);
    }

    private TRef ValueOf(string? name) => name is null ? default : Variable(name);

    private TypeHandle Register(ObjectType type)
    {
        if (!_handles.TryGetValue(type, out TypeHandle handle))
        {
            handle = _heap.Register(type);
            _handles.Add(type, handle);
            _types.Add(handle.Value, type);
        }

        return handle;
    }

    private void Label(string name, ObjectType type)
    {
        if (type.Words > 0)
        {
            _heap.SetWord(Variable(name), 0, _labels.Count);
            _labels.Add(name);
        }
    }

    private ObjectType? TypeOf(TRef reference) => _types.GetValueOrDefault(_heap.TypeOf(reference).Value);

    private string LabelOf(TRef reference) =>
        !_heap.IsNull(reference) && TypeOf(reference) is { Words: > 0 }
            ? _labels[(int)_heap.GetWord(reference, 0)]
            : string.Empty;

    // The function that is called has a parameter, which holds a reference.
    private void CallWith(ref TRef argument, Action<string> function)
    {
        string parameter = $"parameter {_calls++}";
        _heap.Copy(ref Variable(parameter), argument);
        try
        {
            function(parameter);
        }
        finally
        {
            Drop(parameter);
        }
    }
}
