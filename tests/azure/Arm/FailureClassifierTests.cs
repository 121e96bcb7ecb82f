using PlatformDeployer.Azure.Arm;
using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Azure.Tests.Arm;

public sealed class FailureClassifierTests
{
    public static IEnumerable<object[]> Codes() => FailureClassifier.ByCode.Select(cell => new object[] { cell.Key, cell.Value });

    public static IEnumerable<object[]> Statuses() => FailureClassifier.ByStatus.Where(cell => cell.Key != 0).Select(cell => new object[] { cell.Key, cell.Value });

    [Theory]
    [MemberData(nameof(Codes))]
    public void Classify_KnownCode_DecidesWhateverTheStatus(string code, FailureClass expected)
    {
        Assert.All([0, 400, 403, 404, 409, 429, 500], status => Assert.Equal(expected, FailureClassifier.Classify(status, code)));
        Assert.Equal(expected, FailureClassifier.Classify(409, code.ToUpperInvariant()));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Classify_StatusWithoutKnownCode_Decides(int status, FailureClass expected)
    {
        Assert.Equal(expected, FailureClassifier.Classify(status, null));
        Assert.Equal(expected, FailureClassifier.Classify(status, "SomethingNobodyHeardOf"));
    }

    [Theory]
    [InlineData(429, null, null, FailureClass.Transient)]
    [InlineData(408, null, null, FailureClass.Transient)]
    [InlineData(500, null, null, FailureClass.Transient)]
    [InlineData(502, "BadGateway", null, FailureClass.Transient)]
    [InlineData(503, null, null, FailureClass.Transient)]
    [InlineData(504, null, null, FailureClass.Transient)]
    [InlineData(599, null, null, FailureClass.Transient)]
    [InlineData(0, null, null, FailureClass.Transient)]
    [InlineData(409, "AnotherOperationInProgress", null, FailureClass.Transient)]
    [InlineData(409, "ResourceGroupBeingDeleted", null, FailureClass.Transient)]
    [InlineData(409, "Conflict", "The resource is being provisioned.", FailureClass.Transient)]
    [InlineData(409, "Conflict", "Website with given name x already exists.", FailureClass.Permanent)]
    [InlineData(409, "StorageAccountAlreadyTaken", null, FailureClass.Permanent)]
    [InlineData(409, "VaultAlreadyExists", null, FailureClass.Permanent)]
    [InlineData(409, "NeverSeen", null, FailureClass.Permanent)]
    [InlineData(409, null, null, FailureClass.Permanent)]
    [InlineData(400, "PrincipalNotFound", null, FailureClass.Transient)]
    [InlineData(400, "InvalidRequestContent", null, FailureClass.Permanent)]
    [InlineData(404, "ResourceNotFound", null, FailureClass.Permanent)]
    [InlineData(412, "PreconditionFailed", null, FailureClass.Permanent)]
    [InlineData(403, "RequestDisallowedByPolicy", null, FailureClass.Policy)]
    [InlineData(403, "AuthorizationFailed", null, FailureClass.Policy)]
    [InlineData(403, "LinkedAuthorizationFailed", null, FailureClass.Policy)]
    [InlineData(409, "ScopeLocked", null, FailureClass.Policy)]
    [InlineData(401, null, null, FailureClass.Policy)]
    [InlineData(400, "QuotaExceeded", null, FailureClass.Quota)]
    [InlineData(400, "RegionalCoresQuotaExceeded", null, FailureClass.Quota)]
    [InlineData(400, "RoleAssignmentLimitExceeded", null, FailureClass.Quota)]
    [InlineData(409, "SkuNotAvailable", null, FailureClass.Quota)]
    [InlineData(409, "OperationNotAllowed", "It exceeds the approved cores quota.", FailureClass.Quota)]
    [InlineData(409, "OperationNotAllowed", "The disk is attached.", FailureClass.Permanent)]
    public void Classify_Refusal_SaysWhatToDo(int status, string? code, string? message, FailureClass expected) =>
        Assert.Equal(expected, FailureClassifier.Classify(status, code, message));

    [Fact]
    public void Classify_AcceptedOperationFailedWithUnknownCode_IsPermanent() =>
        Assert.Equal(FailureClass.Permanent, FailureClassifier.Classify(0, "SomethingNobodyHeardOf"));

    [Fact]
    public void Classify_SuffixRules_ApplyToEveryProvidersOwnCodes() => Assert.All(
        FailureClassifier.BySuffix, rule => Assert.Equal(rule.Class, FailureClassifier.Classify(400, "Contoso" + rule.Suffix)));
}
