using System.Reflection.Emit;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>An instruction that names a member.</summary>
/// <param name="Code">The instruction.</param>
/// <param name="Token">The metadata token of what it names.</param>
internal readonly record struct IlInstruction(OpCode Code, int Token);
