using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>
/// What a row of the catalogue says about how it is shown. All of it may be left out: title, window, words and columns
/// then follow from the row's title, unit and measure.
/// </summary>
internal sealed partial record Display
{
    /// <summary>The time it looks at, where the title does not end with it.</summary>
    public string? Window { get; init; }

    /// <summary>The word after its number, where it is not the unit's.</summary>
    public string? UnitWord { get; init; }

    /// <summary>The title names the unit: no word stands after the number.</summary>
    public bool TitleNamesUnit { get; init; }

    /// <summary>Why there is no value, where there is none.</summary>
    public string Empty { get; init; } = "nothing to measure";

    /// <summary>The columns of its list that it is about; they stand last.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Its card takes two places of the board.</summary>
    public bool IsWide { get; init; }

    /// <summary>Performance tables show it at first.</summary>
    public bool IsInTables { get; init; }

    /// <summary>A further page of the wall that shows it.</summary>
    public WallPage? AlsoOn { get; init; }

    /// <summary>All that screens need to show a KPI.</summary>
    public Presentation Of<TRow>(
        string title,
        string unit,
        KpiGroup group,
        double? warning,
        double? critical,
        MeasureDisplay measure,
        ImmutableArray<string> parts
    )
        where TRow : class, ISliceRow
    {
        var (stem, window) = Split(title);
        return new()
        {
            Title = unit.StartsWith("per ", StringComparison.Ordinal)
                ? stem.Replace($" {unit}", "", StringComparison.Ordinal)
                : stem,
            Window = Window ?? window,
            Number = measure.Number,
            LimitDigits = Math.Max(Digits(warning), Digits(critical)),
            Unit = Units.Words(unit, UnitWord, TitleNamesUnit),
            IsSum = measure.IsSum,
            Empty = Empty,
            Measure = measure.Words,
            Columns = ListColumns.Of<TRow>(Columns, measure, parts),
            Own = measure.Own,
            Parts = parts,
            IsWide = IsWide,
            IsInTables = IsInTables,
            GroupOrder = group.Order,
            Wall = AlsoOn is null ? [group.Page] : [group.Page, AlsoOn],
        };
    }

    /// <summary>"Resolution SLA, 30 days" is "Resolution SLA" over "30 d".</summary>
    private static (string Stem, string? Window) Split(string title)
    {
        var found = EndsWithDays().Match(title);
        return found.Success ? (title[..found.Index], $"{found.Groups[1].Value} d") : (title, null);
    }

    private static int Digits(double? limit) => limit is { } value ? Math.Min(2, (int)((decimal)value).Scale) : 0;

    [GeneratedRegex(", ((?:next )?[0-9]+) days$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsWithDays();
}
