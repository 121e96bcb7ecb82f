namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Reads a line of a listing, such as <c>M:Ns.Type.Name&lt;T&gt;(string one) -> bool [static]</c>.</summary>
internal static class ApiLine
{
    /// <summary>The full name that a line is about, without type parameters, parameters, accessors and what follows.</summary>
    public static string NameOf(string line)
    {
        var name = new List<char>();
        int depth = 0;
        foreach (char c in line.AsSpan("T:".Length))
        {
            if (c == '<') depth++;
            else if (c == '>') depth--;
            else if (depth == 0 && c is '(' or ' ' or '[') break;
            else if (depth == 0) name.Add(c);
        }

        return string.Concat(name);
    }

    /// <summary>Whether two lines speak of the same kind of thing by the same name, whatever their signatures.</summary>
    public static bool AreNamesakes(string one, string other) => one[0] == other[0] && NameOf(one) == NameOf(other);
}
