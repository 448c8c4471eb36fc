using System.Text.Json;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Kinds;

/// <summary>
/// What Apollo knows of a kind of row. Each kind says it in one place (<see cref="TicketRows"/>,
/// <see cref="InterventionRows"/>); whatever depends on the kind asks here.
/// </summary>
internal abstract class RowKind
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<RowKind> All { get; } = [TicketRows.Kind, InterventionRows.Kind];

    /// <summary>The slice that holds its rows; the name of the mapping's file too.</summary>
    public required string Slice { get; init; }

    /// <summary>What is known of rows of one type.</summary>
    /// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
    public static RowKind<TRow> Of<TRow>()
        where TRow : class, ISliceRow => OfType<TRow>.Kind;

    /// <summary>Follows what the slice of a desk says of itself.</summary>
    public abstract Follower<SlicePulse> PulsesOf(IGrainFactory grains, string desk);

    private static class OfType<TRow>
        where TRow : class, ISliceRow
    {
        public static readonly RowKind<TRow> Kind = All.OfType<RowKind<TRow>>().Single();
    }
}

/// <summary>What Apollo knows of one kind of row.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
internal sealed class RowKind<TRow> : RowKind
    where TRow : class, ISliceRow
{
    private IReadOnlyList<string>? columnsInFiles;

    /// <summary>What numbers are broken down by, in the order it is shown.</summary>
    public required IReadOnlyList<Dimension<TRow>> Dimensions { get; init; }

    /// <summary>The columns of its lists, in the order they are shown.</summary>
    public required IReadOnlyList<Column<TRow>> Columns { get; init; }

    /// <summary>
    /// The columns as the files of a mapping name them: all of <see cref="Columns"/> but what a row gives to a number.
    /// </summary>
    public IReadOnlyList<string> ColumnsInFiles =>
        columnsInFiles ??= [
            .. Columns
                .Except(ColumnsOf<TRow>.Counted)
                .Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name)),
        ];

    /// <summary>What a row is called.</summary>
    public required Func<TRow, string?> Title { get; init; }

    /// <summary>Whose team's it is; null = nobody's.</summary>
    public required Func<TRow, string?> Team { get; init; }

    /// <summary>Until when a row is needed beside the KPIs, UTC; null = not at all.</summary>
    public Func<TRow, DateTime?> NeededUntil { get; init; } = static _ => null;

    /// <summary>What a desk adds to a row; null = to such rows nothing.</summary>
    public Func<TRow, FurtherValues?>? Further { get; init; }

    /// <summary>The kind on a desk whose mapping names further breakdowns: each is a dimension and a column.</summary>
    public RowKind<TRow> With(FurtherNames names) =>
        names.IsEmpty || Further is null
            ? this
            : new()
            {
                Slice = Slice,
                Title = Title,
                Team = Team,
                NeededUntil = NeededUntil,
                Dimensions = [.. Dimensions, .. FurtherDimensions(names)],
                Columns =
                [
                    .. Columns.SkipLast(ColumnsOf<TRow>.Counted.Count),
                    .. FurtherColumns(names),
                    .. ColumnsOf<TRow>.Counted,
                ],
            };

    /// <summary>The dimensions that a desk adds.</summary>
    public IReadOnlyList<Dimension<TRow>> FurtherDimensions(FurtherNames names) =>
        Further is not { } further
            ? []
            : [.. names.All.Select(name => new Dimension<TRow>(name, row => further(row)?.Of(name)))];

    /// <summary>The columns that a desk adds.</summary>
    public IReadOnlyList<Column<TRow>> FurtherColumns(FurtherNames names) =>
        Further is not { } further
            ? []
            :
            [
                .. names.All.Select(name =>
                    ColumnsOf<TRow>.Text(name, Model.Dimension.Title(name), row => further(row)?.Of(name))
                ),
            ];

    /// <summary>One of the <see cref="Dimensions"/> by its name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">These rows have no such dimension.</exception>
    public Dimension<TRow> Dimension(string name) =>
        Dimensions.FirstOrDefault(dimension => dimension.Name == name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), name, $"There is no such dimension of {Slice}.");

    /// <summary>The slice of a desk.</summary>
    public ISliceGrain<TRow> SliceOf(IGrainFactory grains, string desk) =>
        grains.GetGrain<ISliceGrain<TRow>>($"{desk}/{Slice}");

    /// <inheritdoc/>
    public override Follower<SlicePulse> PulsesOf(IGrainFactory grains, string desk) =>
        new(SliceOf(grains, desk).PulseAfter);
}
