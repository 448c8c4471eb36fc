using Apollo.Grains.Itsm;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>What a provider says, as one line.</summary>
public sealed class ItsmExceptionTests
{
    private const string Connection = "Host=db;Password=secret";

    [Fact]
    public void A_long_message_is_cut_between_letters() =>
        Assert.Equal(
            new string('x', 298) + "…",
            ItsmException.OneLine(new string('x', 298) + "😀 and so on", Connection)
        );

    [Fact]
    public void A_message_is_one_line_and_does_not_echo_the_connection() =>
        Assert.Equal(
            ("no such table: tickets", "the connection failed"),
            (
                ItsmException.OneLine("no such\ntable: tickets", Connection),
                ItsmException.OneLine($"'{Connection.ToUpperInvariant()}' is wrong", Connection)
            )
        );
}
