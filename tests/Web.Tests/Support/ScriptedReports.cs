using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The reports of the scripted desk: each is there when it is asked for the second time.</summary>
internal sealed class ScriptedReports : IReportsGrain
{
    private static readonly ImmutableArray<string> Columns = ["id", "title"];
    private static readonly ReportPeriod Period = new("2026-03-02", "2026-03-03", 1_000, 2_000, 1_500);
    private readonly HashSet<object> asked = [];

    /// <summary>What was asked, in order.</summary>
    public List<object> Asked { get; } = [];

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Files begun and not ended.</summary>
    public int Files { get; private set; }

    /// <summary>Parts of a file; it ends after them.</summary>
    public int Parts { get; set; } = 3;

    /// <summary>Parts taken.</summary>
    public int Taken { get; private set; }

    public Task<FlowReport?> Flow(ReportQuery query, ImmutableArray<string> steps, CancellationToken cancellation) =>
        Answer(
            (query, string.Join(',', steps)),
            new FlowReport
            {
                Period = Period,
                Total = 5,
                Steps = steps,
                Nodes = [new("team", "=Net", 3), new("team", null, 2), new("ending", "late", 5)],
                Links = [new(0, 2, 3), new(1, 2, 2)],
                Paths = [new([0, 2], 3), new([1, 2], 2)],
            }
        );

    public Task<PeriodFigures?> Figures(ReportQuery query, CancellationToken cancellation) =>
        Answer(
            query,
            new PeriodFigures(
                new ArrivalsReport
                {
                    Period = Period,
                    Total = 7,
                    Cells = [.. Enumerable.Range(0, 7).Select(_ => new int[24].ToImmutableArray())],
                    Days = [1, 1, 0, 0, 0, 0, 0],
                },
                new DurationsReport
                {
                    Period = Period,
                    Total = 2,
                    Bins = [new(0, 3_600, 2), new(3_600, null, 0)],
                    Median = 60,
                    Mean = 90,
                    P90 = 120,
                    Teams = [new("Net", 2, 60, 90, 120)],
                },
                new AgeingReport
                {
                    Period = Period,
                    Total = 3,
                    Classes = [new(0, 1), new(1, null)],
                    Groups = [new("Net", [1, 2])],
                },
                SlaReport.AllBy.ToImmutableDictionary(
                    by => by,
                    by => new SlaReport
                    {
                        Period = Period,
                        By = by,
                        Total = 4,
                        Target = new(0.9, null),
                        All = new(null, new(4, 3), new(2, 2)),
                        Groups = [new("Lyon", new(4, 3), new(2, 2))],
                    }
                ),
                new PeriodSummary(
                    new(null, 7, 2, 0, 3, 1),
                    ImmutableDictionary<string, ImmutableArray<PeriodCounts>>.Empty
                )
            )
        );

    public Task<PeriodRows?> Rows(PeriodRowsQuery query, string? after, int limit, CancellationToken cancellation) =>
        Answer(
            (query, after, limit),
            new PeriodRows
            {
                Period = Period,
                Total = 2,
                Columns = Columns,
                Rows = Rows(0),
                Next = "1",
            }
        );

    public Task<PeriodFilePart> BeginFile(PeriodRowsQuery query, CancellationToken cancellation)
    {
        Asked.Add(query);
        if (Fault is { } fault)
            return Task.FromException<PeriodFilePart>(fault);
        Files++;
        return Task.FromResult(new PeriodFilePart("file", new TableRows(Columns, [])));
    }

    public Task<PeriodFilePart> NextOfFile(string file, CancellationToken cancellation)
    {
        if (Taken++ < Parts)
            return Task.FromResult(new PeriodFilePart(file, Rows(Taken)));
        Files--;
        return Task.FromResult(new PeriodFilePart(null, TableRows.None));
    }

    public Task EndFile(string file)
    {
        Files--;
        return Task.CompletedTask;
    }

    private static TableRows Rows(int number) =>
        new(
            Columns,
            [
                [$"INC-{number}", new string('x', 2_000)],
            ]
        );

    private Task<TAnswer?> Answer<TAnswer>(object question, TAnswer answer)
        where TAnswer : class
    {
        Asked.Add(question);
        return Fault is { } fault
            ? Task.FromException<TAnswer?>(fault)
            : Task.FromResult(asked.Add(question) ? null : answer);
    }
}
