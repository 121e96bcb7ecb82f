using System.Collections.Concurrent;

namespace Embedded.ResourceManager.Http;

/// <summary>
/// ARM's token buckets per subscription, principal and kind: reads 250 (25/s), writes and deletes 200 (10/s). See "Understand how Azure
/// Resource Manager throttles requests".
/// </summary>
internal sealed class ThrottleBuckets(TimeProvider clock, bool refuses)
{
    private const int BucketsMax = 100_000;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a token; gives the name of the kind and what is left. Throws ARM's 429 when nothing is and the profile throttles.</summary>
    public (string Kind, int Left) Take(string subscriptionId, string principalId, string method)
    {
        (string kind, int capacity, double perSecond) = method switch
        {
            "GET" or "HEAD" => ("reads", 250, 25.0),
            "DELETE" => ("deletes", 200, 10.0),
            _ => ("writes", 200, 10.0),
        };
        if (_buckets.Count > BucketsMax)
            _buckets.Clear();
        Bucket bucket = _buckets.GetOrAdd($"{subscriptionId}|{principalId}|{kind}", _ => new Bucket { Tokens = capacity, At = clock.GetTimestamp() });
        lock (bucket)
        {
            bucket.Tokens = Math.Min(capacity, bucket.Tokens + (clock.GetElapsedTime(bucket.At).TotalSeconds * perSecond));
            bucket.At = clock.GetTimestamp();
            if (bucket.Tokens >= 1)
                bucket.Tokens--;
            else if (refuses)
                throw new ArmException(429, "SubscriptionRequestsThrottled",
                    $"Number of '{kind}' requests for subscription '{subscriptionId}' exceeded the limit.") { RetryAfterSeconds = 1 };
            return (kind, (int)bucket.Tokens);
        }
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public long At { get; set; }
    }
}
