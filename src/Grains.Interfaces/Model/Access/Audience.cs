using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>To whom a desk shows numbers by person: <c>Desks:{n}:People</c>. Never to displays and viewers.</summary>
public enum DeskPeople
{
    /// <summary>To nobody.</summary>
    Off,

    /// <summary>To members their own, to managers everybody's.</summary>
    Own,

    /// <summary>To managers everybody's, to members none.</summary>
    Managers,

    /// <summary>To members and managers everybody's.</summary>
    All,
}

/// <summary>Which numbers by person somebody sees.</summary>
public enum PeopleShown
{
    /// <summary>None: no name in any byte but the assignee of a row that one may see.</summary>
    None,

    /// <summary>One's own.</summary>
    Own,

    /// <summary>Everybody's.</summary>
    All,
}

/// <summary>
/// What somebody may see of a desk. Two who may see the same have equal audiences: they share feeds, messages and
/// cached answers, and nobody else gets them.
/// </summary>
/// <param name="Role">Their role on the desk.</param>
/// <param name="Teams">Teams whose tickets they see, beside those of nobody's; null = every row.</param>
/// <param name="People">Which numbers by person they see.</param>
/// <param name="Assignee">Who they are in the desk's ITSM, where only their own numbers are shown; else null.</param>
[GenerateSerializer, Immutable, Alias("apollo.Audience")]
public sealed record Audience(
    [property: Id(0)] Role Role,
    [property: Id(1)] ImmutableSortedSet<string>? Teams,
    [property: Id(2)] PeopleShown People,
    [property: Id(3)] string? Assignee
)
{
    /// <summary>
    /// Team of a row whose team only another row knows: seen by who sees every row. No team is called so, for names are
    /// trimmed.
    /// </summary>
    public const string UnknownTeam = " ";

    /// <summary>Sees all there is.</summary>
    public static Audience Everything { get; } = new(Role.Admin, null, PeopleShown.All, null);

    /// <summary>What somebody with a right may see of its desk.</summary>
    /// <param name="right">The right.</param>
    /// <param name="people">To whom the desk shows numbers by person.</param>
    public static Audience Of(DeskRight right, DeskPeople people) =>
        new(
            right.Role,
            right.Role >= Role.Manager ? null : [.. right.Teams],
            ShownTo(right.Role, people),
            right.Role == Role.Member ? right.Assignee : null
        );

    /// <summary>Which numbers by person a role sees.</summary>
    /// <param name="role">The role.</param>
    /// <param name="people">To whom the desk shows them.</param>
    public static PeopleShown ShownTo(Role role, DeskPeople people) =>
        role < Role.Member || people == DeskPeople.Off ? PeopleShown.None
        : role >= Role.Manager || people == DeskPeople.All ? PeopleShown.All
        : people == DeskPeople.Own ? PeopleShown.Own
        : PeopleShown.None;

    /// <summary>Whether a ticket of a team is theirs to see; null = of nobody's.</summary>
    /// <param name="team">The ticket's team.</param>
    public bool Sees(string? team) =>
        Role >= Role.Member && (Teams is not { } teams || team is null || teams.Contains(team));

    /// <summary>What of it decides which rows are seen: equal for all who see the same rows.</summary>
    public Audience OfRows =>
        this with
        {
            Role = Role >= Role.Member ? Role.Member : Role.Display,
            People = PeopleShown.None,
            Assignee = null,
        };

    /// <summary>Whether there is something of a breakdown for them: their own number, or all.</summary>
    /// <param name="dimension">One of <see cref="Dimension"/>.</param>
    public bool SeesOf(string dimension) =>
        !Dimension.IsByPerson(dimension)
        || People == PeopleShown.All
        || (People == PeopleShown.Own && Assignee is not null);

    /// <summary>Whose number alone they see in breakdowns by person; null = everybody's.</summary>
    public string? OnlyPerson =>
        People switch
        {
            PeopleShown.All => null,
            PeopleShown.Own => Assignee ?? "",
            _ => "",
        };

    /// <summary>Whether the number of a group of a breakdown is theirs to see.</summary>
    /// <param name="dimension">One of <see cref="Dimension"/>; null = the whole desk.</param>
    /// <param name="group">The group; null = the whole desk.</param>
    public bool SeesGroup(string? dimension, string? group) =>
        dimension is null
        || (SeesOf(dimension) && (!Dimension.IsByPerson(dimension) || OnlyPerson is not { } person || group == person));

    /// <inheritdoc/>
    public bool Equals(Audience? other) =>
        other is not null
        && Role == other.Role
        && People == other.People
        && Assignee == other.Assignee
        && (Teams is null ? other.Teams is null : other.Teams is { } teams && Teams.SequenceEqual(teams));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Role, People, Assignee, Teams is { } teams ? string.Join('\n', teams) : null);
}
