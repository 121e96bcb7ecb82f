namespace PlatformDeployer.Domain.Templates;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Suggestion
{
    private const int LengthMax = 64;

    /// <summary>A sentence such as " Did you mean 'tiers'?", with the known word nearest to the one written; empty when none is near.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        (string? nearest, int distance) = known
            .Where(word => word.Length <= LengthMax && written.Length <= LengthMax)
            .Select(word => ((string?)word, Distance: EditDistance(written, word)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Item1, StringComparer.Ordinal)
            .FirstOrDefault((null, int.MaxValue));
        return distance <= int.Max(1, written.Length / 3) ? $" Did you mean '{nearest}'?" : "";
    }

    // Damerau–Levenshtein with adjacent transpositions (optimal string alignment), letter case ignored.
    private static int EditDistance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                cost[row, column] = row == 0 || column == 0 ? row + column : Step(cost, left, right, row, column);
            }
        }

        return cost[left.Length, right.Length];
    }

    private static int Step(int[,] cost, string left, string right, int row, int column)
    {
        bool SameLetter(int at, int other) => char.ToLowerInvariant(left[at]) == char.ToLowerInvariant(right[other]);

        int best = int.Min(
            cost[row - 1, column - 1] + (SameLetter(row - 1, column - 1) ? 0 : 1),
            1 + int.Min(cost[row - 1, column], cost[row, column - 1]));
        bool swapped = row > 1 && column > 1 && SameLetter(row - 1, column - 2) && SameLetter(row - 2, column - 1);
        return swapped ? int.Min(best, 1 + cost[row - 2, column - 2]) : best;
    }
}
