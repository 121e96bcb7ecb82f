using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>Says what to do about a failure.</summary>
internal static class FailureAdvice
{
    /// <summary>The failure as an operation shows it.</summary>
    public static OperationErrorView Describe(ProvisioningFailure failure, string? stage) =>
        new(failure.Code, failure.Message, failure.Target, stage, failure.Class, NextStep(failure.Class));

    /// <summary>What to do next.</summary>
    public static string NextStep(FailureClass failure) => failure switch
    {
        FailureClass.Transient => "It was tried several times. Wait a few minutes and send the request again.",
        FailureClass.Policy => "A policy, a lock or a missing right forbids it. Ask whoever manages the subscription, then send the request again.",
        FailureClass.Quota => "A quota of the subscription is exhausted. Retire what is not needed or have the quota raised, then send the request again.",
        _ => "Change the request or the template as the message says, then send the request again. The name is free.",
    };
}
