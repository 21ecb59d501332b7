using System.Globalization;
using System.Reflection;

namespace Compare.Engines.Clr.Objects;

/// <summary>
/// Finds the function with which the host allocates objects of a class: what the compiled code of <c>new</c> calls, and
/// nothing around it.
/// </summary>
/// <remarks>
/// A call of a function that says <c>new</c> costs a tenth of an allocation more. The host hands its allocator to its own
/// class <see cref="Activator"/> by a private method; where that method is missing or has another signature, nothing is
/// found and the engine calls such a function. Either gives the same object.
/// </remarks>
internal static unsafe class HostAllocator
{
    private const string MethodName = "GetActivationInfo";
    private const string Signature =
        "Void GetActivationInfo(System.RuntimeType, System.Object(System.Void*) ByRef, Void* ByRef, "
        + "System.Void(System.Object) ByRef, System.Void(System.Byte&) ByRef, Boolean ByRef)";

    private const string LimitVariable = "GCHeapHardLimit";
    private const string LimitPercentVariable = "GCHeapHardLimitPercent";

    private static readonly delegate*<Type, out nint, out nint, out nint, out nint, out bool, void> s_activationInfo =
        (delegate*<Type, out nint, out nint, out nint, out nint, out bool, void>)FindMethod();

    /// <summary>Gets a value indicating whether this runtime tells its allocator.</summary>
    public static bool IsKnown => s_activationInfo != null;

    /// <summary>Finds the allocator of a class.</summary>
    /// <param name="type">A class whose constructor leaves all fields zero.</param>
    /// <returns>A function that takes the method table and returns an object, all zero; 0 when this runtime does not tell.</returns>
    public static nint Find(Type type)
    {
        if (!IsKnown)
        {
            return 0;
        }

        s_activationInfo(type, out nint allocator, out nint argument, out _, out _, out _);
        return argument == type.TypeHandle.Value ? allocator : 0;
    }

    /// <summary>Tells whether the host's heap has a hard limit.</summary>
    /// <returns>True for a limit set by variable or configuration.</returns>
    public static bool HasHardLimit()
    {
        IReadOnlyDictionary<string, object> variables = GC.GetConfigurationVariables();
        return IsSet(LimitVariable) || IsSet(LimitPercentVariable);

        bool IsSet(string name) =>
            variables.TryGetValue(name, out object? value) && Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0;
    }

    private static nint FindMethod()
    {
        const BindingFlags Private = BindingFlags.Static | BindingFlags.NonPublic;
        MethodInfo? method = Array.Find(
            typeof(RuntimeTypeHandle).GetMethods(Private),
            method => method.Name == MethodName && method.ToString() == Signature);
        return method is null ? 0 : method.MethodHandle.GetFunctionPointer();
    }
}
