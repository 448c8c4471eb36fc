using System.Text.Json;
using Apollo.Cards;

namespace Apollo.Grains.Store;

/// <summary>What people set of a desk while it runs, one document by subject.</summary>
internal sealed class DeskSettingStore(ApolloStore store)
{
    /// <summary>Limits of the desk's numbers.</summary>
    public const string Limits = "limits";

    /// <summary>Who is on call.</summary>
    public const string Rotas = "rotas";

    /// <summary>Who is on call by the calendars of rotas, as they were read last.</summary>
    public const string Shifts = "shifts";

    /// <summary>When reports are made.</summary>
    public const string ReportSchedules = "schedules";

    private const string Select =
        "SELECT says, revision FROM apollo_desk_settings WHERE desk = @desk AND subject = @subject";
    private const string Insert =
        "INSERT INTO apollo_desk_settings (desk, subject, says, revision) VALUES (@desk, @subject, @says, @revision)";
    private const string Update =
        "UPDATE apollo_desk_settings SET says = @says, revision = @revision "
        + "WHERE desk = @desk AND subject = @subject AND revision = @known";

    /// <summary>What is set; null where nothing is.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="subject">What of.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<T?> FindAsync<T>(string desk, string subject, CancellationToken cancellation)
        where T : class =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(Select, new { desk, subject })) is [var row]
                    ? JsonSerializer.Deserialize<T>(row.Says, CardJson.Options)
                    : null,
            cancellation
        );

    /// <summary>Writes over what is set as it was read; false where it is another by now.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="subject">What of.</param>
    /// <param name="says">What is set from now on.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="known">Revision of what was read; 0 = nothing was there.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> SaveAsync<T>(
        string desk,
        string subject,
        T says,
        long revision,
        long known,
        CancellationToken cancellation
    )
        where T : class =>
        store.WriteAsync(
            async session =>
            {
                var columns = new
                {
                    desk,
                    subject,
                    says = JsonSerializer.Serialize(says, CardJson.Options),
                    revision,
                    known,
                };
                if (known != 0)
                    return await session.ExecuteAsync(Update, columns) > 0;
                if ((await session.QueryAsync<Row>(Select, columns)).Count > 0)
                    return false;
                return await session.ExecuteAsync(Insert, columns) > 0;
            },
            cancellation
        );

    private sealed record Row
    {
        public string Says { get; init; } = "";
        public long Revision { get; init; }
    }
}
