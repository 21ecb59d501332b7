using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>One run of <see cref="NumberProgram"/>.</summary>
internal sealed class NumberRun<THeap, TRef>(THeap heap, int seed, NumberFormat format)
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private const int Steps = 4000;
    private const int Scratch = 0;
    private const int Other = 1;
    private const int Tuple = 2; // Elements.
    private const int List = 3; // Items of a buffer that grows and shrinks.
    private const int Dict = 4; // Two references an item.
    private const int Mixed = 5; // Two references and a word an item.
    private const int Instance = 6; // Fields in a table.
    private const int Pair = 7; // Fields in the object.
    private const int Slots = 40;
    private const int Fields = 2;

    private static readonly ObjectType s_mixed = new("mixed", PythonKind.Raw, buffers: [new BufferShape(2, 1, 0)]);

    private readonly IImmediateValues<TRef> _values = heap.Module<IImmediateValues<TRef>>()!;
    private readonly NumberSource _source = new(seed);
    private readonly TypeHandle _integer = heap.Register(BoardTypes.Int);
    private readonly TypeHandle _float = heap.Register(BoardTypes.Float);
    private readonly Dictionary<int, Number?[]> _model = [];

    public void Run()
    {
        Make();
        for (int step = 0; step < Steps; step++)
        {
            int owner = Tuple + _source.Below(Pair - Tuple + 1);
            int index = _source.Below(_model[owner].Length);
            switch (_source.Below(10))
            {
                case 0:
                    Resize(20 + _source.Below(Slots));
                    break;
                case 1:
                    heap.Control.Collect(0);
                    break;
                case < 4:
                    Load(Scratch, owner, index);
                    Check(Scratch, _model[owner][index]);
                    break;
                default:
                    Number number = Draw();
                    Check(Scratch, number);
                    Store(owner, index, isTake: _source.Below(2) == 0);
                    _model[owner][index] = number;
                    break;
            }
        }

        heap.Control.Verify();
        CheckAll();
        heap.ResizeRoots(0);
    }

    private void Make()
    {
        heap.ResizeRoots(Pair + 1);
        heap.NewArray(ref heap.Root(Tuple), heap.Register(BoardTypes.Tuple), Slots);
        heap.New(ref heap.Root(List), heap.Register(BoardTypes.List));
        heap.New(ref heap.Root(Dict), heap.Register(BoardTypes.Dict));
        heap.New(ref heap.Root(Mixed), heap.Register(s_mixed));
        heap.New(ref heap.Root(Instance), heap.Register(BoardTypes.Two));
        heap.New(ref heap.Root(Pair), heap.Register(BoardTypes.Pair));
        heap.ResizeBuffer(ref heap.Root(List), 0, Slots);
        heap.ResizeBuffer(ref heap.Root(Dict), 0, Slots / 2);
        heap.ResizeBuffer(ref heap.Root(Mixed), 0, Slots / 2);
        for (int owner = Tuple; owner <= Pair; owner++)
        {
            _model[owner] = new Number?[owner >= Instance ? Fields : Slots];
        }
    }

    private void Resize(int items)
    {
        heap.ResizeBuffer(ref heap.Root(List), 0, items);
        Number?[] kept = _model[List];
        Array.Resize(ref kept, items);
        _model[List] = kept;
    }

    private Number Draw()
    {
        bool isFloat = _source.Below(2) == 0;
        long integer = _source.Integer();
        double real = _source.Float();
        bool isImmediate = isFloat
            ? _values.TryLoadFloat(ref heap.Root(Scratch), _float, real)
            : _values.TryLoadInteger(ref heap.Root(Scratch), _integer, integer);
        Assert.Equal(isFloat ? format.Holds(real) : format.Holds(integer), isImmediate);
        long exact = isFloat ? BitConverter.DoubleToInt64Bits(real) : integer;
        if (!isImmediate)
        {
            heap.New(ref heap.Root(Scratch), isFloat ? _float : _integer);
            heap.SetWord(heap.Root(Scratch), 0, exact);
        }

        return new(isFloat, isFloat && isImmediate ? format.Read(real) : exact, isImmediate);
    }

    private void Store(int owner, int index, bool isTake)
    {
        TRef target = heap.Root(owner);
        switch (owner)
        {
            case Tuple when isTake:
                heap.StoreElementTake(target, index, heap.Move(ref heap.Root(Scratch)));
                break;
            case Tuple:
                heap.StoreElement(target, index, heap.Root(Scratch));
                break;
            case Instance or Pair when isTake:
                heap.StoreTake(target, index, heap.Move(ref heap.Root(Scratch)));
                break;
            case Instance or Pair:
                heap.Store(target, index, heap.Root(Scratch));
                break;
            default:
                if (isTake)
                {
                    heap.StoreItemTake(target, 0, index, heap.Move(ref heap.Root(Scratch)));
                }
                else
                {
                    heap.StoreItem(target, 0, index, heap.Root(Scratch));
                }

                break;
        }
    }

    private void Load(int local, int owner, int index)
    {
        switch (owner)
        {
            case Tuple:
                heap.LoadElement(ref heap.Root(local), heap.Root(owner), index);
                break;
            case Instance or Pair:
                heap.Load(ref heap.Root(local), heap.Root(owner), index);
                break;
            default:
                heap.LoadItem(ref heap.Root(local), heap.Root(owner), 0, index);
                break;
        }
    }

    private void CheckAll()
    {
        foreach ((int owner, Number?[] numbers) in _model)
        {
            for (int index = 0; index < numbers.Length; index++)
            {
                Load(Scratch, owner, index);
                Check(Scratch, numbers[index]);
            }
        }
    }

    private void Check(int local, Number? expected)
    {
        TRef number = heap.Root(local);
        Assert.Equal(expected is null, heap.IsNull(number));
        if (expected is null)
        {
            return;
        }

        Assert.Equal(expected.Bits, heap.GetWord(number, 0));
        Assert.Equal(expected.IsFloat ? _float : _integer, heap.TypeOf(number));
        Assert.Equal(expected.IsImmediate, heap.SizeOf(number) == 0);
        Assert.Null(heap.ReferenceCount(number));
        if (expected.IsImmediate)
        {
            CheckAgain(number, expected);
        }
    }

    /// <summary>The same number loaded once more is the same reference.</summary>
    private void CheckAgain(TRef number, Number expected)
    {
        Assert.True(expected.IsFloat
            ? _values.TryLoadFloat(ref heap.Root(Other), _float, BitConverter.Int64BitsToDouble(expected.Bits))
            : _values.TryLoadInteger(ref heap.Root(Other), _integer, expected.Bits));
        Assert.True(heap.Same(number, heap.Root(Other)));
        Assert.Equal(heap.IdentityHash(number), heap.IdentityHash(heap.Root(Other)));
        heap.Clear(ref heap.Root(Other));
        Assert.False(heap.Same(number, heap.Root(Other)));
    }
}
