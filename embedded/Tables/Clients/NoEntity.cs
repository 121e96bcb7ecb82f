using Azure;

namespace Embedded.Tables.Clients;

/// <summary>The answer that there is no such entity, which is not a failure.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The entity does not exist: the response has no value.");

    public override Response GetRawResponse() => response;
}
