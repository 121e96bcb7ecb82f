using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>Compares a property with a value. A property that is not there, or is of another type, satisfies nothing; numbers compare as numbers.</summary>
internal sealed record CompareFilter(string Property, CompareOperator Operator, object Value) : EntityFilter
{
    public override bool Matches(StoredEntity entity)
    {
        object? found = entity.Find(Property);
        if (found is null || Compare(found, Value) is not { } order)
        {
            return false;
        }

        return Operator switch
        {
            CompareOperator.Equal => order == 0,
            CompareOperator.NotEqual => order != 0,
            CompareOperator.Greater => order > 0,
            CompareOperator.GreaterOrEqual => order >= 0,
            CompareOperator.Less => order < 0,
            _ => order <= 0,
        };
    }

    private static int? Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (int or long, int or long) => Convert.ToInt64(left, null).CompareTo(Convert.ToInt64(right, null)),
        (int or long or double, int or long or double) => Convert.ToDouble(left, null).CompareTo(Convert.ToDouble(right, null)),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (Guid a, Guid b) => string.CompareOrdinal(a.ToString("N"), b.ToString("N")),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        _ => null,
    };
}
