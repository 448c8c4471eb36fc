using System.Globalization;
using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>Which groups a row falls in, told apart from the engine.</summary>
internal static class Groups
{
    /// <summary>A row's values by dimension; null where it has none.</summary>
    public static IReadOnlyDictionary<string, string?> Of(ISliceRow row) =>
        row switch
        {
            Ticket ticket => new Dictionary<string, string?>
            {
                ["team"] = ticket.Team,
                ["assignee"] = ticket.Assignee,
                ["location"] = ticket.Location,
                ["category"] = ticket.Category,
                ["priority"] = ticket.Priority?.ToString(CultureInfo.InvariantCulture),
            },
            Intervention visit => new Dictionary<string, string?>
            {
                ["team"] = visit.Team,
                ["technician"] = visit.Technician,
                ["location"] = visit.Location,
            },
            _ => throw new ArgumentException("A row of another kind.", nameof(row)),
        };

    /// <summary>The dimensions of one kind of row.</summary>
    public static string[] Dimensions<TRow>() =>
        typeof(TRow) == typeof(Ticket)
            ? ["team", "assignee", "location", "category", "priority"]
            : ["team", "technician", "location"];
}
