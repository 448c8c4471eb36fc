using System.Collections.Concurrent;
using System.Data;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Model;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>What cleaning makes of a column's value, and what it says where the value cannot be.</summary>
public sealed class RowFieldsTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Dictionary<string, TicketState> States = new()
    {
        ["open"] = TicketState.Open,
        ["closed"] = TicketState.Closed,
    };
    private readonly ConcurrentDictionary<string, string> pool = new();

    [Fact]
    public void A_text_is_trimmed_empty_is_null_and_a_repeated_one_is_one_object()
    {
        Assert.Equal("Network", Of("  Network ").Text("c"));
        Assert.Null(Of("   ").Text("c"));
        Assert.Null(Of(DBNull.Value).Text("c"));
        Assert.Equal("17", Of(17).Text("c"));
        Assert.Same(Of(" Lyon").Text("c"), Of("Lyon ").Text("c"));
        Assert.Equal("  Network ", Of("  Network ").Raw("c"));
    }

    [Fact]
    public void A_word_is_known_whatever_its_case_and_an_unknown_one_is_said()
    {
        Assert.Equal(TicketState.Open, Of(" OPEN").Word("c", States));
        var fields = Of("weird");
        Assert.Null(fields.Word("c", States));
        Assert.Equal("unknown c 'weird': use one of open, closed", Assert.Single(fields.Mended));
        var silent = Of(DBNull.Value);
        Assert.Null(silent.Word("c", States));
        Assert.Empty(silent.Mended);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData("4", 4)]
    [InlineData("3.0", 3)]
    [InlineData(true, 1)]
    [InlineData(2L, 2)]
    public void A_number_is_taken_from_whatever_the_column_holds(object value, int number) =>
        Assert.Equal(number, Of(value).Number("c", 1, 5));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData("high")]
    [InlineData(double.NaN)]
    public void A_number_out_of_range_is_null_and_said(object value)
    {
        var fields = Of(value);
        Assert.Null(fields.Number("c", 1, 5));
        Assert.Contains("outside 1 to 5", Assert.Single(fields.Mended), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData("2.5")]
    public void A_number_that_is_not_whole_is_null_and_said(object value)
    {
        var fields = Of(value);
        Assert.Null(fields.Number("c", 1, 5));
        Assert.Equal("c is 2.5, no whole number", Assert.Single(fields.Mended));
    }

    [Fact]
    public void A_duration_leaves_out_parts_of_a_second()
    {
        Assert.Equal(90, Of(90.75m).Seconds("c"));
        Assert.Null(Of(-1).Seconds("c"));
    }

    [Fact]
    public void A_value_that_is_no_text_is_null_and_said_never_the_name_of_its_type()
    {
        foreach (
            object value in new object[] { new byte[] { 0, 255 }, new[] { "a" }, new System.Collections.BitArray(3) }
        )
        {
            var fields = Of(value);
            Assert.Null(fields.Text("c"));
            Assert.Null(fields.Number("c", 1, 5));
            Assert.Null(fields.Time("c"));
            Assert.Null(fields.Shown(0, "field"));
            Assert.Equal(4, fields.Mended.Count);
            Assert.DoesNotContain(fields.Mended, reason => reason.Contains("System.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_name_of_the_group_without_a_value_is_no_value()
    {
        Assert.Null(Of(" (none) ").Text("c"));
        Assert.Equal("(none)", Of("(none)").Text("c", pooled: false));
        Assert.Equal("(None)", Of("(None)").Text("c"));
    }

    [Fact]
    public void An_instant_is_not_moved_by_the_columns_zone()
    {
        var at = new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc);
        var paris = new WallClock("Europe/Paris");
        Assert.Equal(at, Of("2026-10-25T01:30:00Z", paris).Time("c"));
        Assert.Equal(at, Of("2026-10-25T03:30:00+02:00", paris).Time("c"));
        Assert.Equal(at, Of(new DateTimeOffset(2026, 10, 25, 3, 30, 0, TimeSpan.FromHours(2)), paris).Time("c"));
        Assert.Equal(at.Date, Of(new DateOnly(2026, 10, 25)).Time("c"));
    }

    [Fact]
    public void A_time_is_utc_whether_the_column_holds_text_a_time_or_an_offset()
    {
        var at = new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc);
        Assert.Equal(at, Of("2026-10-25T01:30:00Z").Time("c"));
        Assert.Equal(at, Of("2026-10-25 01:30").Time("c"));
        Assert.Equal(at, Of(new DateTime(2026, 10, 25, 1, 30, 0)).Time("c"));
        Assert.Equal(at, Of(new DateTimeOffset(2026, 10, 25, 3, 30, 0, TimeSpan.FromHours(2))).Time("c"));
        Assert.Equal(
            new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc),
            Of("2026-10-25 02:30", new WallClock("Europe/Paris")).Time("c")
        );
        Assert.Null(Of(DBNull.Value).Time("c"));
    }

    [Theory]
    [InlineData("1985-01-01")]
    [InlineData("2046-11-26")]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("0001-01-01")]
    [InlineData("soon")]
    public void An_impossible_time_is_null_and_said(string text)
    {
        foreach (var clock in new[] { new WallClock((string?)null), new WallClock("Pacific/Kiritimati") })
        {
            var fields = Of(text, clock);
            Assert.Null(fields.Time("c"));
            Assert.Equal(
                "c is no possible time: it must lie between 1990 and 20 years ahead",
                Assert.Single(fields.Mended)
            );
        }
    }

    private RowFields Of(object value, WallClock? clock = null)
    {
        var table = new DataTable();
        table.Columns.Add("C", value is DBNull ? typeof(string) : value.GetType());
        table.Rows.Add(value);
        var reader = table.CreateDataReader();
        Assert.True(reader.Read());
        return new RowFields(
            reader,
            DatabaseDriver.Of(DatabaseProvider.Sqlite),
            Dialect.Of(DatabaseProvider.Sqlite),
            clock ?? new WallClock((string?)null),
            pool
        )
        {
            Now = Now,
        };
    }
}
