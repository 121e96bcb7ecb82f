using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>Gathers what is wrong with a body, and which other resources it refers to.</summary>
internal sealed class ShapeReport
{
    /// <summary>A body with more faults than this is reported by its first ones.</summary>
    private const int ProblemsMax = 20;

    private readonly List<ShapeProblem> _problems = [];
    private readonly List<ShapeReference> _references = [];

    public IReadOnlyList<ShapeProblem> Problems => _problems;

    public IReadOnlyList<ShapeReference> References => _references;

    public void Add(string code, string path, string message)
    {
        if (_problems.Count < ProblemsMax)
            _problems.Add(new ShapeProblem(code, path, message));
    }

    public void Refer(string path, ResourceId id, bool mustExist) => _references.Add(new ShapeReference(path, id, mustExist));
}
