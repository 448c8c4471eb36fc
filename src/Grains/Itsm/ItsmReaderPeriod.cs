using System.Data;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

internal sealed partial class ItsmReader<TRow>
{
    /// <summary>How long the reading of a period may take.</summary>
    public static readonly TimeSpan PeriodWithin = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ZoneMargin = TimeSpan.FromDays(1);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);
    private HashSet<string>? notCompared;

    /// <summary>
    /// Reads the tickets of a period as they come, by one query over a connection of its own: none is held. Some that
    /// lie outside are given too.
    /// </summary>
    /// <param name="cut">Which tickets.</param>
    /// <param name="start">The period's begin, UTC.</param>
    /// <param name="end">Its end, UTC.</param>
    /// <param name="asOf">As of when it is told what is open, UTC.</param>
    /// <param name="begin">The reading begins; anew after another process was in its way.</param>
    /// <param name="take">Takes a row.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async Task ReadPeriodAsync(
        PeriodCut cut,
        DateTime start,
        DateTime end,
        DateTime asOf,
        Action begin,
        Func<TRow, CancellationToken, ValueTask> take,
        CancellationToken cancellation
    )
    {
        notCompared ??= await NotComparedAsync(cancellation);
        string[] ended = [.. system.Words.Of("state", ["resolved", "closed", "cancelled"])];
        var condition = new PeriodCondition(
            column => !notCompared.Contains(column),
            dialect.LowerText("f.state"),
            ended.Length
        );
        var margin = Clock.IsDeclared ? ZoneMargin : Margin;
        var parameters = Options();
        AddTime(parameters, "since", null);
        parameters.Add("ids", null, DbType.String);
        AddBound("from", start - margin);
        AddBound("to", end + margin);
        AddBound("asOf", asOf - margin);
        for (var word = 0; word < ended.Length; word++)
            parameters.Add($"ended{word}", ended[word], DbType.String);
        await connector.ReadAsync(
            rowsFile,
            dialect.Where(rowsFile.Text, condition.Of(cut)),
            parameters,
            PeriodWithin,
            async (reader, token) =>
            {
                begin();
                var fields = Fields(reader);
                RequireColumns(fields);
                while (await reader.ReadAsync(token))
                    if (Make(fields).Row is { } row)
                        await take(row, token);
                return 0;
            },
            cancellation
        );

        void AddBound(string name, DateTime utc) =>
            parameters.Add(
                name,
                dialect.Time(Clock.ToColumn(utc), Clock.IsDeclared),
                dialect.TimeType(Clock.IsDeclared, false)
            );
    }

    /// <summary>The columns that the database does not compare with a time: a mere NULL, say, has no type.</summary>
    private Task<HashSet<string>> NotComparedAsync(CancellationToken cancellation)
    {
        var parameters = Options();
        AddTime(parameters, "since", null);
        parameters.Add("ids", null, DbType.String);
        return connector.ReadAsync(
            rowsFile,
            dialect.Where(rowsFile.Text, "1 = 0"),
            parameters,
            ReadWithin,
            (reader, _) =>
                Task.FromResult(
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Where(ordinal => !dialect.ComparesTime(reader, ordinal))
                        .Select(reader.GetName)
                        .ToHashSet(StringComparer.OrdinalIgnoreCase)
                ),
            cancellation
        );
    }
}
