using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>The columns <c>by_…</c> of a mapping's tickets: what the desk breaks its numbers down by besides.</summary>
internal sealed class FurtherColumns
{
    // What lists, reports, filters and addresses mean by themselves, beside the columns of the mapping.
    private static readonly HashSet<string> Taken =
    [
        .. Mappings.Tickets.Columns,
        .. Mappings.Interventions.Columns,
        .. new[] { "deleted", "part", "own", "age", "ending", "weekday", "hour", "person", "desk", "group", "total" },
        .. new[] { "any", "me", "and", "or", "not", "is", "in", "empty", "between" },
    ];

    private readonly string[] columns;

    private FurtherColumns(FurtherNames names)
    {
        Names = names;
        columns = [.. names.All.Select(name => Dimension.FurtherColumn + name)];
    }

    /// <summary>None.</summary>
    public static FurtherColumns None { get; } = new(FurtherNames.None);

    /// <summary>What they are called, in the order of their names.</summary>
    public FurtherNames Names { get; }

    /// <summary>Whether a name cannot be a further breakdown's, for it has its meaning already.</summary>
    public static bool IsTaken(string name) => Dimension.All.Contains(name) || Taken.Contains(name);

    /// <summary>Finds them.</summary>
    /// <param name="given">All columns that the file gives.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="ItsmException">There are too many, or one has a name that cannot be.</exception>
    public static FurtherColumns Of(IEnumerable<string> given, string file)
    {
        var found = In(given);
        if (found.Count == 0)
            return None;
        if (found.Count > Dimension.MostFurther)
            throw new ItsmException(
                $"{file} gives {string.Join(", ", found)}: a desk has at most {Dimension.MostFurther} further "
                    + "breakdowns; leave out the others."
            );
        var names = found.ConvertAll(column => column[Dimension.FurtherColumn.Length..].ToLowerInvariant());
        for (var at = 0; at < names.Count; at++)
            if (IsTaken(names[at]))
                throw new ItsmException(
                    $"{file} gives {found[at]}: '{names[at]}' has its meaning already; give it another name, "
                        + "such as by_customer."
                );
            else if (!Dimension.MayBeFurther(names[at]))
                throw new ItsmException(
                    $"{file} gives {RowFields.Short(found[at])}: name it by_ and 1 to 30 letters a to z, digits or _, "
                        + "a letter first, such as by_customer."
                );
        return new(new FurtherNames([.. names.Order(StringComparer.Ordinal)]));
    }

    /// <summary>Those of some columns whose names begin so.</summary>
    public static List<string> In(IEnumerable<string> columns) =>
        [.. columns.Where(column => column.StartsWith(Dimension.FurtherColumn, StringComparison.OrdinalIgnoreCase))];

    /// <summary>What is said of those that a file gives and nobody reads; null = there are none.</summary>
    /// <param name="unread">The columns.</param>
    /// <param name="file">The file.</param>
    public static string? SaysUnread(IReadOnlyCollection<string> unread, string file) =>
        unread.Count == 0
            ? null
            : $"{file}: {string.Join(", ", unread)} is not read: only tickets are broken down by columns by_…, so give "
                + "it in tickets.sql, or take it out";

    /// <summary>What a row has there; null = nothing in any of them.</summary>
    public FurtherValues? Read(RowFields fields)
    {
        if (columns.Length == 0)
            return null;
        var (first, second, third) = (Value(0), Value(1), Value(2));
        return first is null && second is null && third is null ? null : new(Names, first, second, third);

        string? Value(int at) => at < columns.Length ? fields.Text(columns[at]) : null;
    }
}
