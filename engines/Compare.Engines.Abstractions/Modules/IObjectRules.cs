namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// The forms in which the modelled implementation keeps Python's objects, as far as memory shows them. The object library asks
/// once for each heap; an engine without rules gets plain ones.
/// </summary>
public interface IObjectRules
{
    /// <summary>Gets the form of a dictionary's table.</summary>
    TableForm DictForm { get; }

    /// <summary>
    /// Gets a value indicating whether a dictionary with string keys alone has entries without hashes, and changes its table when
    /// another key comes.
    /// </summary>
    bool HasStringTables { get; }

    /// <summary>Gets the form of a set's table.</summary>
    TableForm SetForm { get; }

    /// <summary>Gets a value indicating whether a set keeps the hash of each key beside it.</summary>
    bool SetsKeepHashes { get; }

    /// <summary>
    /// Gets a value indicating whether a list of integers or floats alone keeps their values, not objects, and makes an object of
    /// each that is read.
    /// </summary>
    bool UnboxesListItems { get; }

    /// <summary>Gets the bits of an integer's magnitude up to which it is one word and no digits.</summary>
    int WordIntegerBits { get; }

    /// <summary>Gets the bits that one digit of a big integer holds.</summary>
    int DigitBits { get; }

    /// <summary>Gets the bytes of one digit.</summary>
    int DigitBytes { get; }

    /// <summary>Gets the digits of a big integer beyond those of its value, which are zero.</summary>
    int SpareDigits => 0;

    /// <summary>Gets a value indicating whether a range keeps its length beside start, stop and step.</summary>
    bool RangesKeepLength => false;

    /// <summary>Gets how strings store their characters.</summary>
    TextForm TextForm { get; }

    /// <summary>Gets what an instance's <c>__dict__</c> is.</summary>
    InstanceDictForm InstanceDictForm => InstanceDictForm.View;

    /// <summary>Gets the most attributes that instances share the names of; with more, each has a dictionary of its own.</summary>
    int SharedAttributes => int.MaxValue;

    /// <summary>Gets a value indicating whether a set whose last member is removed gives up its table.</summary>
    bool EmptiedSetsLoseTable => false;

    /// <summary>Gets a value indicating whether the cells of a closure are in a tuple, not in a bare array.</summary>
    bool ClosuresAreTuples => true;

    /// <summary>Gets a value indicating whether an exception keeps frames, its context and its cause.</summary>
    bool ExceptionsKeepFrames => true;
}
