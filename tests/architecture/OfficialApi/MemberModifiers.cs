using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The modifiers of a method, or of the property or event that it is an accessor of, in a listing's order.</summary>
internal static class MemberModifiers
{
    public static string Write(MethodAttributes attributes, bool isInInterface, bool isProtected, bool isRequired = false) =>
        Bracket([.. List(attributes, isInInterface, isProtected, isRequired)]);

    public static string Bracket(IReadOnlyCollection<string> modifiers) => modifiers.Count == 0 ? "" : $" [{string.Join(' ', modifiers)}]";

    private static IEnumerable<string> List(MethodAttributes attributes, bool isInInterface, bool isProtected, bool isRequired)
    {
        if (isProtected) yield return "protected";
        if (attributes.HasFlag(MethodAttributes.Static)) yield return "static";
        foreach (string dispatch in isInInterface ? InInterface(attributes) : InClass(attributes)) yield return dispatch;
        if (isRequired) yield return "required";
    }

    // An interface's members are abstract without a word: only what is not so is told.
    private static IEnumerable<string> InInterface(MethodAttributes attributes)
    {
        bool isAbstract = attributes.HasFlag(MethodAttributes.Abstract);
        if (isAbstract && attributes.HasFlag(MethodAttributes.Static)) yield return "abstract";
        if (!isAbstract && attributes.HasFlag(MethodAttributes.Virtual)) yield return "virtual";
    }

    private static IEnumerable<string> InClass(MethodAttributes attributes)
    {
        bool isVirtual = attributes.HasFlag(MethodAttributes.Virtual);
        bool isOverride = isVirtual && !attributes.HasFlag(MethodAttributes.NewSlot);
        bool isAbstract = attributes.HasFlag(MethodAttributes.Abstract);
        bool isFinal = attributes.HasFlag(MethodAttributes.Final);
        if (isOverride && isFinal) yield return "sealed";
        if (isAbstract) yield return "abstract";
        if (isOverride) yield return "override";
        // an implicit implementation of an interface is virtual and final, which C# does not show
        if (isVirtual && !isOverride && !isAbstract && !isFinal) yield return "virtual";
    }
}
