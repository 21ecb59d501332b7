using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Compare.Harness.HeapSizing;

/// <summary>Names a build of an engine and a workload: other code, or another runtime, is another build.</summary>
internal static class BuildIdentity
{
    private const string Ours = "Compare.";
    private const int Digits = 16;

    /// <summary>The identity of assemblies together with those of this project that they refer to.</summary>
    /// <param name="roots">The assemblies.</param>
    public static string Of(params Assembly[] roots)
    {
        SortedDictionary<string, Guid> modules = new(StringComparer.Ordinal);
        Stack<Assembly> open = new(roots);
        while (open.TryPop(out Assembly? assembly))
        {
            if (modules.TryAdd(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId))
            {
                foreach (AssemblyName name in assembly.GetReferencedAssemblies().Where(IsOurs))
                {
                    open.Push(Assembly.Load(name));
                }
            }
        }

        string text = string.Join(
            '\n', modules.Select(pair => $"{pair.Key} {pair.Value}").Append(Environment.Version.ToString()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }

    private static bool IsOurs(AssemblyName name) => name.Name!.StartsWith(Ours, StringComparison.Ordinal);
}
