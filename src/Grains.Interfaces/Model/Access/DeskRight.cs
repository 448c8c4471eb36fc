using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>A role on a desk.</summary>
/// <param name="Desk">Desk id; <see cref="EveryDesk"/> for all there are, as an admin's always is.</param>
/// <param name="Role">What may be done.</param>
/// <param name="Teams">Teams of a member, by their names in the ITSM; empty for other roles.</param>
/// <param name="Assignee">Who the person is in the desk's ITSM, as tickets name their assignee; null = nobody.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskRight")]
public sealed record DeskRight(
    [property: Id(0)] string Desk,
    [property: Id(1)] Role Role,
    [property: Id(2)] ImmutableArray<string> Teams,
    [property: Id(3)] string? Assignee
)
{
    /// <summary>Stands for all desks.</summary>
    public const string EveryDesk = "*";

    /// <summary>The best of some rights on a desk; null = none. An admin's holds on every desk.</summary>
    /// <param name="rights">The rights.</param>
    /// <param name="desk">Desk id.</param>
    public static DeskRight? On(ImmutableArray<DeskRight> rights, string desk) =>
        rights
            .Where(right => right.Desk == desk || right.Desk == EveryDesk || right.Role == Role.Admin)
            .MaxBy(right => right.Role);
}
