using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Schedules;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Schedules;

/// <summary>The feed, written on servers of four countries, as a parser that calendar programs use reads it.</summary>
public sealed class ReadByIcalJs : IDisposable
{
    private static readonly DateTime Start = new(2026, 7, 1, 22, 30, 0, DateTimeKind.Utc);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Every_entry_reads_back_as_it_was(string culture)
    {
        var entries = OddTexts.All.Select((text, number) => Entry(text.Text, number)).ToList();
        await File.WriteAllTextAsync(folder.File("feed.ics"), Written(entries, culture));

        var calendar = await ReadAsync(folder.File("feed.ics"));

        Assert.Equal("Harbour IT Desk", calendar.Text("name"));
        var events = calendar.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(entries.Count, events.Count);
        foreach (var (entry, read) in entries.Zip(events))
        {
            var text = Held(entry.Title!);
            Assert.Equal($"{entry.Id}@harbour.apollo", read.Text("uid"));
            Assert.Equal($"{text}: {text}", read.Text("summary"));
            Assert.Equal($"{text}, {text}", read.Text("location"));
            Assert.Equal(text, read.Text("categories"));
            Assert.Contains($"\nContact {text}\nState planned", read.Text("description"), StringComparison.Ordinal);
            Assert.Contains("(2026-07-01 20:30 UTC)", read.Text("description"), StringComparison.Ordinal);
            Assert.Equal("CONFIRMED", read.Text("status"));
            Assert.Equal("2026-07-01T22:30:00.000Z", read.Text("start"));
            Assert.Equal("2026-07-01T23:00:00.000Z", read.Text("end"));
        }
    }

    private static ScheduleEntry Entry(string text, int number) =>
        new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"INT-{number}"),
            Title = text,
            Location = text,
            Address = text,
            Contact = text,
            TicketId = "INC-1",
            Ticket = new ScheduleTicket("INC-1", null, TicketState.Open, 2, Start.AddHours(-2), IsOpen: true),
            AfterSla = true,
            State = InterventionState.Planned,
            StartsAt = Start,
            EndsAt = Start.AddMinutes(30),
            UpdatedAt = Start,
            Url = "https://itsm.example/" + Uri.EscapeDataString(text.Replace("\ufffe", "", StringComparison.Ordinal)),
        };

    /// <summary>Control signs have no place in a calendar: they are left out.</summary>
    private static string Held(string text) =>
        string.Concat(text.Where(sign => sign is '\n' or '\t' || !char.IsControl(sign)));

    private static string Written(IEnumerable<ScheduleEntry> entries, string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return ICalendarFile.Write(Some.Desk, "Harbour IT Desk", entries);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static async Task<JsonElement> ReadAsync(string file)
    {
        var root = Root();
        var client = Path.Combine(root, "client");
        Assert.True(
            Directory.Exists(Path.Combine(client, "node_modules", "ical.js")),
            "ical.js is missing: npm ci in client."
        );
        var start = new ProcessStartInfo(
            Tool.Find("node", "nodejs"),
            [Path.Combine(root, "tests", "Web.Tests", "Schedules", "read-by-ical-js.mjs"), client, file]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var (text, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonDocument.Parse(await text).RootElement;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Apollo.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
