using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Access;

/// <summary>A person is erased, and a real memcached holds the name under no key.</summary>
public sealed class ErasedFromTheCache
{
    private const string Name = "Quill Zander";

    [Fact]
    public async Task No_key_holds_the_name_of_who_is_erased()
    {
        await using var memcached = await MemcachedServer.StartAsync();
        Itsm itsm = null!;
        await using var people = await PeopleOfADesk.StartAsync(
            memcached.Endpoint,
            async into =>
            {
                itsm = into;
                await into.InsertTicketAsync("ONE", DateTime.UtcNow, "Network", null, 3, Name);
            }
        );
        using var quill = await people.JoinAsync(
            "quill",
            new
            {
                desk = "north",
                role = "member",
                assignee = Name,
            }
        );
        var id = (await quill.JsonAsync("/api/me")).GetProperty("id").GetString();
        await Eventually.IsTrueAsync(
            async () => (await HoldingAsync(memcached.Port)).Count > 0,
            () => "memcached holds numbers by that name."
        );
        Assert.Equal(HttpStatusCode.Conflict, await EraseAsync());

        await itsm.ExecuteAsync(
            "UPDATE tickets SET assignee = 'Former 1', updated_at = @now WHERE id = 'ONE'",
            new { now = itsm.Time(DateTime.UtcNow) }
        );
        await Eventually.IsTrueAsync(
            async () => await EraseAsync() == HttpStatusCode.NoContent,
            () => "who the ITSM names no more is erased."
        );
        var holding = new List<string>();
        await Eventually.IsTrueAsync(
            async () => (holding = await HoldingAsync(memcached.Port)).Count == 0,
            () => $"no key holds the name; these do: {string.Join(", ", holding)}",
            // As docs/privacy.md says, with room for a busy machine.
            TimeSpan.FromSeconds(20)
        );

        Task<HttpStatusCode> EraseAsync() => people.Admin.StatusAsync(HttpMethod.Post, $"/api/people/{id}/erase");
    }

    /// <summary>The keys whose values hold the name, of all that there are.</summary>
    private static async Task<List<string>> HoldingAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        var list = await AskAsync(stream, "lru_crawler metadump all");
        var holding = new List<string>();
        foreach (Match key in Regex.Matches(list, @"^key=(\S+) ", RegexOptions.Multiline))
        {
            var value = await AskAsync(stream, $"get {Uri.UnescapeDataString(key.Groups[1].Value)}");
            if (value.Contains(Name, StringComparison.OrdinalIgnoreCase))
                holding.Add(key.Groups[1].Value);
        }
        return holding;
    }

    private static async Task<string> AskAsync(NetworkStream stream, string command)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
        var (said, part) = (new StringBuilder(), new byte[64 * 1024]);
        do
        {
            var read = await stream.ReadAsync(part);
            if (read == 0)
                break;
            said.Append(Encoding.Latin1.GetString(part, 0, read));
        } while (!said.ToString().EndsWith("END\r\n", StringComparison.Ordinal));
        return said.ToString();
    }
}
