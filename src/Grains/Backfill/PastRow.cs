using Apollo.Model;

namespace Apollo.Grains.Backfill;

/// <summary>A row as it was from an instant on.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="At">From when, UTC.</param>
/// <param name="Row">As it was; what no stamp tells is by today's value.</param>
internal readonly record struct PastRow<TRow>(DateTime At, TRow Row)
    where TRow : class, ISliceRow;
