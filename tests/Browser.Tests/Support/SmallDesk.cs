using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Browser.Tests.Support;

/// <summary>Apollo as people run it over an ITSM that the test writes to by a connection of its own.</summary>
internal sealed class SmallDesk : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();

    private SmallDesk() { }

    public ApolloProcess Apollo { get; private set; } = null!;

    public Itsm Itsm { get; private set; } = null!;

    /// <summary>A desk with one open ticket, INC-1, and what a test adds before Apollo starts.</summary>
    /// <param name="provider">Kind of database.</param>
    /// <param name="fill">Adds to it.</param>
    /// <param name="settings">Of Apollo, beside those of the desk.</param>
    public static async Task<SmallDesk> StartAsync(
        string provider = "Sqlite",
        Func<SmallDesk, Task>? fill = null,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var desk = new SmallDesk();
        return await desk.OpenAsync(
            new Itsm(provider, await Itsm.DatabaseAsync(provider, desk.folder)),
            fill,
            settings
        );
    }

    /// <summary>The same over a database of the test's own.</summary>
    public static Task<SmallDesk> StartAsync(Itsm itsm) => new SmallDesk().OpenAsync(itsm, null, null);

    private async Task<SmallDesk> OpenAsync(
        Itsm itsm,
        Func<SmallDesk, Task>? fill,
        IReadOnlyDictionary<string, string>? settings
    )
    {
        Itsm = itsm;
        await itsm.CreateSchemaAsync();
        await InsertAsync("INC-1");
        if (fill is not null)
            await fill(this);
        Apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
            {
                ["Apollo:Desks:0:Id"] = "small",
                ["Apollo:Desks:0:Name"] = "Small desk",
                ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
                ["Apollo:Desks:0:Itsm:Provider"] = itsm.Provider,
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            }
        );
        return this;
    }

    public Task InsertAsync(
        string id,
        string team = "Network",
        DateTime? dueAt = null,
        int priority = 3,
        string? assignee = "Ana Lima"
    ) => Itsm.InsertTicketAsync(id, DateTime.UtcNow, team, dueAt, priority, assignee);

    /// <summary>Writes a visit, or its new times.</summary>
    public async Task VisitAsync(
        string id,
        DateTime start,
        DateTime end,
        string title = "Install a video bar",
        string state = "planned",
        string? technician = "Bo Chen",
        string? location = "Lyon"
    )
    {
        var row = new
        {
            id,
            title,
            state,
            location,
            technician,
            start = Itsm.Time(start),
            end = Itsm.Time(end),
            now = Itsm.Time(DateTime.UtcNow),
        };
        await Itsm.ExecuteAsync("DELETE FROM interventions WHERE id = @id", row);
        await Itsm.ExecuteAsync(
            """
            INSERT INTO interventions (id, title, state, location, technician, team, starts_at, ends_at, updated_at)
            VALUES (@id, @title, @state, @location, @technician, 'Network', @start, @end, @now)
            """,
            row
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (Apollo is not null)
            await Apollo.DisposeAsync();
        folder.Dispose();
    }
}
