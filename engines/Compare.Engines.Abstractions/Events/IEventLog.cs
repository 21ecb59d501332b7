namespace Compare.Engines.Abstractions.Events;

/// <summary>What happened in a heap, in order, held outside the measured memory.</summary>
/// <typeparam name="T">The record.</typeparam>
public interface IEventLog<T>
    where T : struct
{
    /// <summary>Gets the number of records so far.</summary>
    int Count { get; }

    /// <summary>Gets a record.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    T this[int index] { get; }
}
