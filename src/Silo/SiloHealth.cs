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
                }
                return Results.Json(new { ready, desks = answers }, statusCode: ready ? 200 : 503);
            }
        );
}
