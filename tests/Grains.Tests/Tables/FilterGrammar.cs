using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Tables;

/// <summary>The filter grammar of data tables, over three tickets.</summary>
public class FilterGrammar
{
    private static readonly Counted<Ticket>[] Rows =
    [
        new(Some.Ticket("A") with { Priority = 1, Team = "Network", Title = "Printer \"on\" fire", DueAt = Some.Noon }),
        new(Some.Ticket("B") with { Priority = 3, Team = "Workplace", Title = "Mail is slow", Escalated = true }),
        new(
            Some.Ticket("C") with
            {
                Priority = null,
                Team = null,
                Title = null,
                Escalated = false,
                DueAt = Some.Noon.AddDays(1),
            }
        ),
    ];

    [Theory]
    [InlineData("any ~ work", 100)]
    [InlineData("priority = 1", 501)]
    public void A_filter_that_tests_each_row_too_often_is_refused(string test, int times)
    {
        var refused = Assert.Throws<TableQueryException>(() =>
            Filter.Parse(string.Join(" or ", Enumerable.Repeat(test, times)), TicketRows.Kind.Columns)
        );

        Assert.Contains("too many tests", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ABC")]
    [InlineData("priority = 1", "A")]
    [InlineData("priority != 1", "B")]
    [InlineData("priority <= 3", "AB")]
    [InlineData("priority between 2 and 5", "B")]
    [InlineData("priority is empty", "C")]
    [InlineData("not priority is empty", "AB")]
    [InlineData("team in (Network, Workplace) and priority > 1", "B")]
    [InlineData("team = Network or team is empty", "AC")]
    [InlineData("title ~ \"PRINTER\"", "A")]
    [InlineData("title ~ \"\"\"on\"\"\"", "A")]
    [InlineData("any ~ work", "AB")]
    [InlineData("dueAt >= 2026-11-24", "C")]
    [InlineData("dueAt = 2026-11-23T12:00:00Z", "A")]
    [InlineData("escalated = yes", "B")]
    [InlineData("escalated != yes", "C")]
    [InlineData("(team = Network or priority = 3) and not title ~ slow", "A")]
    [InlineData("state = open and kind = incident", "ABC")]
    public void A_filter_lets_through_what_it_says(string filter, string ids) =>
        Assert.Equal(
            ids,
            string.Concat(Rows.Where(Filter.Parse(filter, TicketRows.Kind.Columns)).Select(row => row.Row.Id))
        );

    /// <summary>Each text is searched for in each: letter by letter they are the same.</summary>
    [Fact]
    public void A_text_is_found_with_and_without_accents_however_they_are_written()
    {
        string[] ways = ["cafe creme", "café crème", "cafe\u0301 cre\u0300me", "CAFÉ CRÈME"];
        foreach (var held in ways)
        foreach (var sought in ways)
            Assert.True(
                Filter.Parse($"title ~ \"{sought}\" and any ~ \"{sought}\"", TicketRows.Kind.Columns)(
                    new(Some.Ticket("A") with { Title = $"Au {held}!" })
                ),
                $"{sought} in {held}"
            );
        Assert.False(
            Filter.Parse("title ~ \"cafe\"", TicketRows.Kind.Columns)(new(Some.Ticket("A") with { Title = "Kaffee" }))
        );
    }

    [Theory]
    [InlineData("\ufffe")]
    [InlineData("😀")]
    public void Any_characters_may_be_searched_for(string sought) =>
        Assert.False(
            Filter.Parse($"title ~ \"{sought}\"", TicketRows.Kind.Columns)(new(Some.Ticket("A") with { Title = "é" }))
        );

    /// <summary>Apart from the others: a test's data cannot hold it.</summary>
    [Fact]
    public void Half_a_pair_may_be_searched_for() => Any_characters_may_be_searched_for("half \ud83d");

    [Theory]
    [InlineData("colour = red", "There is no column 'colour'")]
    [InlineData("priority = high", "'high' is none")]
    [InlineData("priority ~ 1", "contains")]
    [InlineData("dueAt > soon", "2026-11-23")]
    [InlineData("escalated > yes", "use = or !=")]
    [InlineData("priority =", "a value")]
    [InlineData("priority = 1 team = Network", "position 14")]
    [InlineData("team = \"Network", "no partner")]
    [InlineData("team = 'x'", "quotes")]
    [InlineData("(priority = 1", "')'")]
    [InlineData("1; DROP TABLE tickets", ";")]
    public void A_filter_that_cannot_be_understood_says_where_and_what_to_write(string filter, string said) =>
        Assert.Contains(
            said,
            Assert.Throws<TableQueryException>(() => Filter.Parse(filter, TicketRows.Kind.Columns)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Endless_nesting_is_refused() =>
        Assert.Throws<TableQueryException>(() =>
            Filter.Parse(new string('(', 200) + "priority = 1" + new string(')', 200), TicketRows.Kind.Columns)
        );

    [Theory]
    [InlineData(null, "ABC")]
    [InlineData("-id", "CBA")]
    [InlineData("priority", "CAB")]
    [InlineData("-priority", "BAC")]
    [InlineData("state,-team", "BAC")]
    public void A_sort_orders_by_its_columns_then_by_id(string? sort, string ids)
    {
        var rows = Rows.ToList();
        rows.Sort(Sort.Parse(sort, TicketRows.Kind.Columns));
        Assert.Equal(ids, string.Concat(rows.Select(row => row.Row.Id)));
    }

    [Fact]
    public void Ids_stand_in_the_order_in_which_people_count()
    {
        string[] counted =
        [
            "INC-2",
            "INC-10",
            "INC-010",
            "INC-100",
            "INC9",
            "INC9a",
            "INC10",
            "REQ1.2",
            "REQ1.10",
            "a",
        ];
        var rows = counted.Reverse().Select(id => new Counted<Ticket>(Some.Ticket(id))).ToList();

        rows.Sort(Sort.Parse("id", TicketRows.Kind.Columns));

        Assert.Equal(
            counted.Except(["INC-10", "INC-010"]),
            rows.Select(row => row.Row.Id).Except(["INC-10", "INC-010"])
        );
        Assert.NotEqual(0, IdOrder.Compare("INC-10", "INC-010"));
    }

    /// <summary>Without this, a sort may fail and pages may overlap.</summary>
    [Fact]
    public void The_order_of_ids_is_one_order() =>
        Gen.Char["0019aZ-é"]
            .Array[0, 6]
            .Select(signs => new string(signs))
            .Array[3]
            .Sample(ids =>
            {
                var (a, b, c) = (ids[0], ids[1], ids[2]);
                Assert.Equal(a == b, IdOrder.Compare(a, b) == 0);
                Assert.Equal(Math.Sign(IdOrder.Compare(a, b)), -Math.Sign(IdOrder.Compare(b, a)));
                if (IdOrder.Compare(a, b) < 0 && IdOrder.Compare(b, c) < 0)
                    Assert.True(IdOrder.Compare(a, c) < 0, $"{a} {b} {c}");
            });

    [Fact]
    public void A_sort_that_names_a_column_twice_is_refused() =>
        Assert.Contains(
            "twice",
            Assert.Throws<TableQueryException>(() => Sort.Parse("team,-team", TicketRows.Kind.Columns)).Message,
            StringComparison.Ordinal
        );
}
