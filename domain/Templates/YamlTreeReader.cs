using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads one YAML document into nodes that know where they stand. Without recursion, and within <see cref="YamlLimits"/>.</summary>
internal sealed class YamlTreeReader
{
    private readonly string _file;
    private readonly List<TemplateError> _errors;
    private readonly Dictionary<string, TemplateNode> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<OpenNode> _open = new();
    private TemplateNode? _root;
    private bool _isBroken;

    private YamlTreeReader(string file, List<TemplateError> errors)
    {
        _file = file;
        _errors = errors;
    }

    /// <summary>The document's root; null when it could not be read, and then the errors say why.</summary>
    public static TemplateNode? Read(string file, string text, List<TemplateError> errors)
    {
        YamlTreeReader reader = new(file, errors);
        TemplatePosition start = new(file, 1, 1);
        if (Encoding.UTF8.GetByteCount(text) > YamlLimits.FileBytesMax)
        {
            errors.Add(start.Error($"The file is larger than {YamlLimits.FileBytesMax} bytes."));
            return null;
        }

        return reader.ReadDocument(new Parser(new StringReader(text)), start);
    }

    private TemplateNode? ReadDocument(Parser parser, TemplatePosition start)
    {
        bool ended = false;
        int errorsBefore = _errors.Count;
        while (MoveNext(parser, start) is { } current)
        {
            if (ended && current is DocumentStart)
            {
                _errors.Add(At(current.Start).Error("A file holds one template: a second document starts here."));
                return null;
            }

            ended |= current is DocumentEnd;
            if (!Accept(current))
            {
                return null;
            }
        }

        if (_root is null && _errors.Count == errorsBefore)
        {
            _errors.Add(start.Error("The file is empty."));
        }

        return _isBroken ? null : _root;
    }

    /// <summary>The next event; null at the end, and, with an error, where the text is not YAML.</summary>
    private ParsingEvent? MoveNext(Parser parser, TemplatePosition start)
    {
        try
        {
            return parser.MoveNext() ? parser.Current : null;
        }
        catch (YamlException invalid)
        {
            _errors.Add(At(invalid.Start).Error($"This is not YAML: {invalid.Message}"));
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // YamlDotNet's scanner leaves some malformed texts with these, and without a place: the last one it knew is the nearest.
            TemplatePosition position = parser.Current is { } last ? At(last.End) : start;
            _errors.Add(position.Error("This is not YAML from about here on."));
        }

        _isBroken = true;
        return null;
    }

    /// <summary>False when reading cannot go on.</summary>
    private bool Accept(ParsingEvent current)
    {
        switch (current)
        {
            case Scalar scalar:
                bool isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
                return Close(new ScalarNode(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain, isQuoted), scalar);
            case AnchorAlias alias:
                return AcceptAlias(alias);
            case SequenceStart or MappingStart:
                _open.Push(new OpenNode(At(current.Start), (NodeEvent)current));
                return _open.Count <= YamlLimits.DepthMax || Refuse(current, $"Lists and mappings may be at most {YamlLimits.DepthMax} deep.");
            case SequenceEnd:
                OpenNode sequence = _open.Pop();
                return Close(new SequenceNode(sequence.Position, sequence.Items), sequence.Start);
            case MappingEnd:
                OpenNode mapping = _open.Pop();
                return Close(new MappingNode(mapping.Position, mapping.Entries), mapping.Start);
            default:
                return true;
        }
    }

    private bool AcceptAlias(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out TemplateNode? node))
        {
            return Add(node, alias);
        }

        return Refuse(alias, $"There is no anchor '{alias.Value.Value}' before this alias, or the alias stands inside it.");
    }

    private bool Close(TemplateNode node, NodeEvent start)
    {
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
        {
            return Refuse(start, $"Tags such as '{start.Tag.Value}' are not used in templates.");
        }

        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return Add(node, start);
    }

    private bool Add(TemplateNode node, ParsingEvent current)
    {
        if (node.Size > YamlLimits.NodesMax)
        {
            return Refuse(current, $"A file may hold at most {YamlLimits.NodesMax} nodes, every alias written out.");
        }

        if (node.Depth + _open.Count > YamlLimits.DepthMax)
        {
            return Refuse(current, $"Lists and mappings may be at most {YamlLimits.DepthMax} deep.");
        }

        if (_open.Count == 0)
        {
            _root = node;
            return true;
        }

        OpenNode parent = _open.Peek();
        if (parent.Start is SequenceStart)
        {
            parent.Items.Add(node);
            return true;
        }

        if (parent.Key is { } key)
        {
            AddEntry(parent, key, node);
            return true;
        }

        parent.Key = node as ScalarNode;
        return parent.Key is not null || Refuse(current, "A key must be text.");
    }

    private void AddEntry(OpenNode parent, ScalarNode key, TemplateNode value)
    {
        parent.Key = null;
        if (parent.Keys.Add(key.Text))
        {
            parent.Entries.Add(new MappingEntry(key.Text, key.Position, value));
        }
        else
        {
            _errors.Add(key.Position.Error($"The key '{key.Text}' is there twice."));
        }
    }

    private bool Refuse(ParsingEvent current, string message)
    {
        _errors.Add(At(current.Start).Error(message));
        return false;
    }

    private TemplatePosition At(Mark mark) => new(_file, int.Max(1, (int)mark.Line), int.Max(1, (int)mark.Column));

    /// <summary>A list or mapping whose end has not been read yet.</summary>
    private sealed class OpenNode(TemplatePosition position, NodeEvent start)
    {
        public TemplatePosition Position { get; } = position;

        public NodeEvent Start { get; } = start;

        public List<TemplateNode> Items { get; } = [];

        public List<MappingEntry> Entries { get; } = [];

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public ScalarNode? Key { get; set; }
    }
}
