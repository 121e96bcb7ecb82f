using System.Text.Json;
using Azure;
using Azure.Core;

namespace Embedded.Tables.Store;

/// <summary>The service's refusals, in the form in which the SDK raises them.</summary>
internal static class TableFailure
{
    public static RequestFailedException TableNotFound(string table) => Create(404, "TableNotFound", $"The table specified does not exist: '{table}'.");

    public static RequestFailedException Create(int status, string code, string message)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["odata.error"] = new { code, message = new { lang = "en-US", value = message } },
        });
        ServiceResponse response = new(status, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["x-ms-error-code"] = code,
        }, body);
        return new RequestFailedException(response, innerException: null, new Parser(code, message));
    }

    private sealed class Parser(string code, string message) : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
        {
            error = new ResponseError(code, message);
            data = null;
            return true;
        }
    }
}
