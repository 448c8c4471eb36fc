using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>What the audit says of a person: never a password, a stamp or a secret.</summary>
internal static class AuditText
{
    public static string Of(StoredPerson person) => Of(person.Name, person.IsOff != 0, person.Desks);

    public static string Of(string name, bool isOff, ImmutableArray<DeskRight> desks) =>
        string.Join("; ", [name, .. desks.Select(Of), .. isOff ? (string[])["switched off"] : []]);

    private static string Of(DeskRight right)
    {
        var desk = right.Desk == DeskRight.EveryDesk ? "all desks" : right.Desk;
        var teams = right.Teams.IsDefaultOrEmpty ? "" : $" of {string.Join(", ", right.Teams)}";
        var assignee = right.Assignee is { } name ? $" as {name}" : "";
        return $"{desk}: {right.Role.ToString().ToLowerInvariant()}{teams}{assignee}";
    }
}
