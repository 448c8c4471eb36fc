namespace Apollo.Model;

/// <summary>
/// For a while nobody is told of what it names: a rule, a KPI, or a group; where it names several of them, of what is
/// all of that.
/// </summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Rule">Id of a rule; null = any.</param>
/// <param name="Kpi">KPI id; null = any.</param>
/// <param name="Group">A group, as <c>team:Network</c>; null = any.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
/// <param name="By">Who.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertSilence")]
public sealed record AlertSilence(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Rule,
    [property: Id(2)] string? Kpi,
    [property: Id(3)] string? Group,
    [property: Id(4)] DateTime From,
    [property: Id(5)] DateTime Until,
    [property: Id(6)] string Reason,
    [property: Id(7)] string By
)
{
    /// <summary>Whether it names an alert.</summary>
    /// <param name="rule">The alert's rule.</param>
    /// <param name="group">The alert's group; null = the whole desk.</param>
    public bool Names(AlertRule rule, string? group) =>
        (Rule is null || Rule == rule.Id)
        && (Kpi is null || Kpi == rule.Kpi)
        && (Group is null || (group is not null && Group == $"{rule.Dimension}:{group}"));
}
