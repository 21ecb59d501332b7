namespace Compare.Engines.Clr.Objects;

/// <summary>
/// One binary digit of a tag: <see cref="OneWord"/> for 1, <see cref="TagEnd"/> for 0. A tag is a number written as a
/// type, so that any number of classes can be made from one generic class.
/// </summary>
/// <typeparam name="TDigit">The digit.</typeparam>
/// <typeparam name="TRest">The higher digits.</typeparam>
internal struct TagDigit<TDigit, TRest>
    where TDigit : struct
    where TRest : struct;
