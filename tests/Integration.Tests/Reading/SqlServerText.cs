using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Apollo.Integration.Tests.Reading;

/// <summary>The T-SQL that is shipped and built parses, where no SQL Server runs.</summary>
public sealed class SqlServerText
{
    [Theory]
    [InlineData("tickets")]
    [InlineData("interventions")]
    public void Every_query_around_a_shipped_mapping_parses(string query)
    {
        var dialect = Dialect.Of(DatabaseProvider.SqlServer);
        var system = ItsmSystem.Find(new ItsmConnection("apollo", DatabaseProvider.SqlServer, ""), dialect);
        var rows = system.File(query).Text;
        foreach (
            var text in (string[])
                [
                    dialect.Page(rows, false, false, 5_000),
                    dialect.Page(rows, true, false, 5_000),
                    dialect.Page(rows, true, true, 5_000),
                    dialect.Page(rows, true, true, 5_000, until: true),
                    dialect.ByIds(rows),
                    dialect.Between(rows, 100),
                    dialect.Where(rows, "1 = 0"),
                    dialect.Where(rows, EveryCut(dialect)),
                    dialect.Changed("SELECT id FROM tickets WHERE updated_at >= @since"),
                    dialect.AllIds(system.File(query + "-ids").Text),
                    dialect.Ids(system.File(query + "-ids").Text, false, 20_000),
                    dialect.Ids(system.File(query + "-ids").Text, true, 20_000),
                    system.File("ticket-detail").Text,
                ]
        )
            AssertParses(text);
    }

    private static string EveryCut(Dialect dialect) =>
        new PeriodCondition(_ => true, dialect.LowerText("f.state"), 3).Of(
            PeriodCut.Opened | PeriodCut.Resolved | PeriodCut.Responded | PeriodCut.Reopened | PeriodCut.Open
        );

    [Fact]
    public void A_place_in_a_column_of_the_old_datetime_is_the_same_place_when_it_is_given_back()
    {
        Assert.Equal(
            System.Data.DbType.DateTime,
            Dialect.Of(DatabaseProvider.SqlServer).TimeType(isWallTime: false, isRounded: true)
        );
        var day = new System.Data.SqlTypes.SqlDateTime(2026, 11, 24);
        for (var tick = 0; tick < 300; tick++)
        {
            // The driver gives whole milliseconds (.003, .007); as its own type they are the same 1/300 s again, as
            // datetime2 they lie before or behind it.
            var stored = new System.Data.SqlTypes.SqlDateTime(day.DayTicks, tick);
            var read = new DateTime(stored.Value.Ticks / 10_000 * 10_000);
            Assert.Equal(stored, new System.Data.SqlTypes.SqlDateTime(read));
        }
    }

    [Fact]
    public void The_schema_and_the_compose_setup_parse()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Apollo.sln")))
            root = root.Parent!;
        AssertParses(File.ReadAllText(Path.Combine(root.FullName, "src/Simulator/Schema/apollo.sqlserver.sql")));
        // sqlcmd's own GO and variables are no T-SQL.
        foreach (
            var batch in File.ReadAllText(Path.Combine(root.FullName, "docker/sqlserver-setup.sql"))
                .Replace("$(", "(", StringComparison.Ordinal)
                .Split("\nGO")
        )
            AssertParses(batch);
    }

    internal static void AssertParses(string text)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        Assert.True(
            errors.Count == 0,
            string.Join('\n', errors.Select(error => $"line {error.Line}: {error.Message}")) + "\n" + text
        );
        Assert.DoesNotContain("MERGE ", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NOLOCK", text, StringComparison.OrdinalIgnoreCase);
    }
}
