using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Services;

/// <summary>The objects of <see cref="WebSession"/>.</summary>
internal static class WebSessionTypes
{
    /// <summary>Places of handlers and of sessions.</summary>
    public static ObjectType Table { get; } =
        new("WebSession.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Template; number.</summary>
    public static ObjectType Handler { get; } = new("WebSession.Handler", PythonKind.SlotsInstance, references: 1, words: 1);

    /// <summary>First item; request at which it ends, items.</summary>
    public static ObjectType Session { get; } = new("WebSession.Session", PythonKind.SlotsInstance, references: 1, words: 2);

    /// <summary>Handler, session, first item, response; number.</summary>
    public static ObjectType Request { get; } = new("WebSession.Request", PythonKind.SlotsInstance, references: 4, words: 1);

    /// <summary>Body, request or nothing; status.</summary>
    public static ObjectType Response { get; } = new("WebSession.Response", PythonKind.SlotsInstance, references: 2, words: 1);

    /// <summary>Next item, body; number.</summary>
    public static ObjectType Item { get; } = new("WebSession.Item", PythonKind.SlotsInstance, references: 2, words: 1);

    /// <summary>Bytes of anything.</summary>
    public static ObjectType Bytes { get; } = new(
        "WebSession.Bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Bytes of a handler's template.</summary>
    public const int TemplateBytes = 200;

    /// <summary>Gets the length of the response's body: an eighth of the request.</summary>
    /// <param name="requestBytes">Bytes of the request.</param>
    /// <returns>Bytes.</returns>
    public static int BodyBytes(int requestBytes) => requestBytes / 8;

    /// <summary>Gets the bytes that a request allocates besides its items.</summary>
    /// <param name="requestBytes">Bytes of the request.</param>
    /// <returns>Bytes on the allocation clock.</returns>
    public static long FixedBytes(int requestBytes) =>
        Request.NominalBytes(0) + Response.NominalBytes(0) + Bytes.NominalBytes(BodyBytes(requestBytes));

    /// <summary>Gets the bytes of an item with its body.</summary>
    /// <param name="body">Bytes of the body.</param>
    /// <returns>Bytes on the allocation clock.</returns>
    public static long ItemBytes(int body) => Item.NominalBytes(0) + Bytes.NominalBytes(body);
}
