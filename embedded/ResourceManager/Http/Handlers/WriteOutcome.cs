using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>What came of a PUT or PATCH: the resource as it stands, and the operation that goes on, if one does.</summary>
internal sealed record WriteOutcome(ResourceRecord Record, OperationRecord? Operation, bool Created, bool Changed);
