using System.Text.Json.Serialization;

namespace Compare.Harness.Verification;

/// <summary>Serialisation of what <c>gc-compare verify --json</c> prints; what is not there is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(VerificationResult))]
public sealed partial class VerificationJson : JsonSerializerContext;
