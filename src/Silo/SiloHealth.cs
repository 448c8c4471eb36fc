using Apollo.Grains.Configuration;

namespace Apollo.Silo;

/// <summary>Whether a silo's desks are being read.</summary>
internal static class SiloHealth
{
    public static void MapSiloHealth(this WebApplication app) =>
        app.MapGet(
            "/health/ready",
            async (IGrainFactory grains, DeskList desks, CancellationToken cancellation) =>
            {
                var answers = new Dictionary<string, object>();
                var backfills = new Dictionary<string, object>();
                var histories = new Dictionary<string, object>();
                var ready = true;
                foreach (var desk in desks.All)
                {
                    var delta = await grains
                        .GetGrain<IDeskGrain>(desk.Info.Id)
                        .ChangesSince(null, cancellation)
                        .WaitAsync(TimeSpan.FromSeconds(5), cancellation);
                    ready &= delta.ReadAt is not null;
                    answers[desk.Info.Id] = delta.Slices.Select(slice => new
                    {
                        slice.Slice,
                        State = slice.State.ToString(),
                        slice.ReadAt,
                        slice.Held,
                        slice.Error,
                    });
                    var past = await grains
                        .GetGrain<IBackfillGrain>(desk.Info.Id)
                        .Progress()
                        .WaitAsync(TimeSpan.FromSeconds(5), cancellation);
                    histories[desk.Info.Id] = await grains
                        .GetGrain<IHistoryGrain>(desk.Info.Id)
                        .Health()
                        .WaitAsync(TimeSpan.FromSeconds(5), cancellation);
                    backfills[desk.Info.Id] = new
                    {
                        State = past.State.ToString(),
                        past.Rows,
                        past.At,
                        past.Error,
                    };
                }
                return Results.Json(
                    new
                    {
                        ready,
                        desks = answers,
                        backfill = backfills,
                        history = histories,
                    },
                    statusCode: ready ? 200 : 503
                );
            }
        );
}
