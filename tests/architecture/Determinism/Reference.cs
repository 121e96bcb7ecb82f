using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>A use of a member by a method.</summary>
/// <param name="User">The method.</param>
/// <param name="Member">The member: a method, a constructor or a field.</param>
internal sealed record Reference(MethodBase User, MemberInfo Member);
