using System.Text.Json;
using System.Threading.Channels;
using Apollo.Grains.Catalogue;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Apollo.Web.Tests;

/// <summary>What the hub says to a screen.</summary>
public sealed class HubContract(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_first_board_is_full_with_groups_of_the_tables_watched_only()
    {
        await using var connection = await ConnectAsync();
        var boards = Messages(connection, "Board");
        await connection.InvokeAsync("Watch", "small", (string[])["cards", "table:priority"]);
        var board = await boards.ReadAsync().AsTask().WaitAsync(Soon);
        Assert.True(board.GetProperty("full").GetBoolean());
        Assert.Equal("small", board.GetProperty("desk").GetString());
        Assert.Equal(KpiCatalogue.Standard.All.Count, board.GetProperty("kpis").GetArrayLength());
        var open = board
            .GetProperty("kpis")
            .EnumerateArray()
            .Single(kpi => kpi.GetProperty("kpi").GetString() == "open-tickets");
        Assert.Equal(2, open.GetProperty("value").GetDouble());
        Assert.Equal("priority", Assert.Single(open.GetProperty("groups").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_desk_that_was_never_read_shows_no_number_and_says_what_loads_and_why()
    {
        await using var connection = await ConnectAsync();
        var (boards, pulses) = (Messages(connection, "Board"), Messages(connection, "Pulse"));
        await connection.InvokeAsync("Watch", "broken", (string[])["cards"]);
        var board = await boards.ReadAsync().AsTask().WaitAsync(Soon);
        Assert.Equal(0, board.GetProperty("kpis").GetArrayLength());
        Assert.Equal(
            ["interventions", "tickets"],
            board.GetProperty("loading").EnumerateArray().Select(item => item.GetString()).Order()
        );
        JsonElement pulse;
        do pulse = await pulses.ReadAsync().AsTask().WaitAsync(Soon);
        while (
            !pulse
                .GetProperty("slices")
                .EnumerateArray()
                .Any(slice => slice.GetProperty("state").GetString() == "failing")
        );
        Assert.Equal(JsonValueKind.Null, pulse.GetProperty("readAt").ValueKind);
        Assert.DoesNotContain("do-not-show-this", pulse.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pulse_comes_with_the_age_of_the_data()
    {
        await using var connection = await ConnectAsync();
        var pulses = Messages(connection, "Pulse");
        await connection.InvokeAsync("Watch", "small", (string[])["cards"]);
        await pulses.ReadAsync().AsTask().WaitAsync(Soon);
        var pulse = await pulses.ReadAsync().AsTask().WaitAsync(Soon);
        Assert.InRange(
            pulse.GetProperty("at").GetDateTime() - pulse.GetProperty("readAt").GetDateTime(),
            TimeSpan.Zero,
            TimeSpan.FromSeconds(10)
        );
    }

    [Theory]
    [InlineData("nowhere", "cards", "nowhere")]
    [InlineData("small", "colours", "table:team")]
    [InlineData("small", "table:Colour", "table:team")]
    public async Task An_unknown_desk_or_topic_is_a_clear_error(string id, string topic, string named)
    {
        await using var connection = await ConnectAsync();
        var error = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync("Watch", id, (string[])[topic])
        );
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private async Task<HubConnection> ConnectAsync()
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "hubs/desk")).Build();
        await connection.StartAsync();
        return connection;
    }

    private static ChannelReader<JsonElement> Messages(HubConnection connection, string name)
    {
        var messages = Channel.CreateUnbounded<JsonElement>();
        connection.On<JsonElement>(name, message => messages.Writer.TryWrite(message.Clone()));
        return messages.Reader;
    }
}
