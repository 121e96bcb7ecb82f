namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>Finds the known word that a mistyped one most likely stands for.</summary>
internal static class NearMiss
{
    private const int LengthMax = 40;

    /// <summary>The nearest known word, or null when none is near.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LengthMax) return null;
        (string Word, int Distance) best = known
            .Select(word => (word, Distance(written.ToUpperInvariant(), word.ToUpperInvariant())))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(candidate => candidate.Item2);
        return best.Distance <= Math.Max(1, written.Length / 3) ? best.Word : null;
    }

    // Levenshtein with swapped neighbours as one step (optimal string alignment), three rows at a time.
    private static int Distance(string left, string right)
    {
        int[] beforeLast = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                if (swapped) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[^1];
    }
}
