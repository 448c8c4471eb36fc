using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Integration.Tests.Access;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Notebooks;

/// <summary>A desk with a past of twenty days, and a token for it.</summary>
public sealed class NotebookDesk : IAsyncLifetime
{
    private static readonly DateTime Now = DateTime.UtcNow;

    internal ScratchFolder Folder { get; } = new();

    internal PeopleOfADesk People { get; private set; } = null!;

    internal string Token { get; private set; } = "";

    public async Task InitializeAsync()
    {
        People = await PeopleOfADesk.StartAsync(fill: FillAsync);
        Token = await TokenAsync();
    }

    public async Task DisposeAsync()
    {
        await People.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>A desk day so many days from today, as the API takes it.</summary>
    public static string Day(int days) => Now.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A ticket at each noon of twenty days, every third of Mail; half were resolved, half of those in time.
    /// </summary>
    private static async Task FillAsync(Itsm itsm)
    {
        for (var day = 1; day <= 20; day++)
        {
            var opened = Now.Date.AddDays(-day).AddHours(12);
            await itsm.InsertTicketAsync(
                $"INC-{day}",
                opened,
                day % 3 == 0 ? "Mail" : "Network",
                priority: 1 + (day % 4)
            );
            await itsm.ExecuteAsync(
                day % 2 == 0
                    ? "UPDATE tickets SET due_at = @due, state = 'resolved', resolved_at = @resolved WHERE id = @id"
                    : "UPDATE tickets SET due_at = @due WHERE id = @id",
                new
                {
                    id = $"INC-{day}",
                    due = itsm.Time(opened.AddHours(4)),
                    resolved = itsm.Time(opened.AddHours(day % 4 == 0 ? 2 : 6)),
                }
            );
        }
    }

    private async Task<string> TokenAsync()
    {
        using var made = await People.Admin.PostAsync(
            "/api/tokens",
            new { name = "Notebooks", scopes = (string[])["read:north:manager"] }
        );
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    /// <summary>A token with the same rights, which expired a minute ago.</summary>
    public async Task<string> ExpiredTokenAsync()
    {
        var tokens = People.Grains.GetGrain<ITokensGrain>(0);
        var (kind, expired) = (PrincipalKind.Token, DateTime.UtcNow.AddMinutes(-1));
        var grants = (await tokens.All(kind, null, default)).Single(token => token.ExpiresAt is null).Grants;
        // Its route makes none that has expired already.
        var made = await tokens.Make(kind, "Expired", null, grants, expired, new By(null, "Test", null), default);
        Assert.True(made.Token!.ExpiresAt < DateTime.UtcNow);
        return made.Secret!;
    }

    /// <summary>Runs a notebook by <c>run.py</c> to its end.</summary>
    public async Task<(int Code, string Error)> RunAsync(string? token, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool.Find("python3", "python3-nbclient", "/usr/bin"))
        {
            RedirectStandardError = true,
            WorkingDirectory = Folder.Path,
        };
        start.ArgumentList.Add(Repository.PathOf("notebooks", "run.py"));
        start.ArgumentList.Add(Repository.PathOf("notebooks", arguments[0]));
        foreach (var argument in arguments.Skip(1))
            start.ArgumentList.Add(argument);
        start.Environment["APOLLO_URL"] = People.Address.ToString();
        start.Environment["APOLLO_DESK"] = "north";
        start.Environment["APOLLO_TOKEN"] = token ?? "";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await error);
    }
}
