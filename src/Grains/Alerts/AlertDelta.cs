using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What changed of the alerts that are shown.</summary>
/// <param name="Changed">Alerts that are new or different.</param>
/// <param name="Removed">Ids of those that never fired and are no more.</param>
internal sealed record AlertDelta(ImmutableArray<Alert> Changed, ImmutableArray<string> Removed)
{
    /// <summary>One change that does what several did, in order.</summary>
    public static AlertDelta Merge(IEnumerable<AlertDelta> deltas)
    {
        var (changed, removed) = (new Dictionary<string, Alert>(), new HashSet<string>());
        foreach (var delta in deltas)
        {
            foreach (var id in delta.Removed)
                changed.Remove(id);
            removed.UnionWith(delta.Removed);
            foreach (var alert in delta.Changed)
                changed[alert.Id] = alert;
            removed.ExceptWith(changed.Keys);
        }
        return new AlertDelta([.. changed.Values], [.. removed]);
    }
}
