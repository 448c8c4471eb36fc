using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>Several people say something about one alert.</summary>
public class WhoTakesCare
{
    private static readonly Acknowledgement first = new(
        "Ana",
        new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc),
        ""
    );

    [Fact]
    public void Whoever_was_first_still_does_and_what_others_say_is_added()
    {
        Assert.Equal(first, first.And("Bo", ""));
        Assert.Equal(first with { Comment = "Bo: I call them" }, first.And("Bo", "I call them"));
        Assert.Equal(
            first with
            {
                Comment = "On it\nBo: I call them\nThanks",
            },
            first.And("Ana", "On it").And("Bo", "I call them").And("Ana", "Thanks")
        );
    }

    [Fact]
    public void What_all_said_is_bounded_and_the_oldest_goes()
    {
        var all = first;
        for (var i = 0; i < 10; i++)
            all = all.And("Ana", new string('x', 500));
        all = all.And("Bo", "the last");
        Assert.Equal(Acknowledgement.LongestComments, all.Comment!.Length);
        Assert.EndsWith("Bo: the last", all.Comment, StringComparison.Ordinal);
    }
}
