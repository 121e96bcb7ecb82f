namespace PlatformDeployer.Architecture.Tests.OfficialApi.Samples;

/// <summary>An attribute for classes and methods.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class ShownAttribute : Attribute;
