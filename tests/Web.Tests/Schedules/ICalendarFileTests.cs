using System.Text;
using Apollo.Model;
using Apollo.Web.Schedules;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Schedules;

/// <summary>No text of the ITSM changes the shape of the feed, whatever stands in it.</summary>
public class ICalendarFileTests
{
    private static readonly string[] Texts =
    [
        "plain",
        "two\r\nlines\rand\nmore",
        "a;b,c\\d",
        "control \u0001\u000B\u007F signs",
        "half a pair \uD83D here",
        "BEGIN:VEVENT\r\nUID:foreign\r\nEND:VEVENT",
        string.Concat(Enumerable.Repeat("😀é", 60)),
        "line \u2028 and paragraph \u2029",
    ];

    /// <summary>By place: a test's data cannot hold half a pair.</summary>
    public static TheoryData<int> All => new(Enumerable.Range(0, Texts.Length));

    [Theory, MemberData(nameof(All))]
    public void A_text_stays_one_value(int place)
    {
        var text = Texts[place];
        var file = ICalendarFile.Write(
            Some.Desk,
            text,
            [
                new ScheduleEntry
                {
                    Id = "INT-1",
                    Title = text,
                    Location = text,
                    Contact = text,
                    StartsAt = Some.Now,
                    UpdatedAt = Some.Now,
                    Url = $"https://itsm.example/{text}",
                },
            ]
        );
        var lines = file.Split("\r\n");

        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain(file.Replace("\r\n", "", StringComparison.Ordinal), sign => char.IsControl(sign));
        Assert.Equal(
            text.Contains("half", StringComparison.Ordinal),
            file.Contains('\uFFFD', StringComparison.Ordinal)
        );
        var whole = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Single(whole, "BEGIN:VEVENT");
        Assert.Single(whole, line => line.StartsWith("UID:", StringComparison.Ordinal));
        Assert.Equal(
            "UID:INT-1@harbour.apollo",
            Assert.Single(whole, line => line.StartsWith("UID", StringComparison.Ordinal))
        );
        Assert.Single(whole, line => line.StartsWith("SUMMARY:", StringComparison.Ordinal));
        Assert.Contains("DTSTART:20260302T090000Z", whole);
    }
}
