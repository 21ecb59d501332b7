namespace Compare.Integration.Tests;

/// <summary>A key of a JSON value.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What its value is, in words.</param>
/// <param name="Summary">What it says.</param>
/// <param name="Object">The type of the object, or of the objects of the list, that is its value; null for plain values.</param>
internal sealed record OutputKey(string Name, string Kind, string Summary, Type? Object);
