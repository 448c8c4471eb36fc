using Apollo.Grains.Tests.Support;
using Apollo.Model;
using static Apollo.Grains.Tests.Support.Live;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>
/// Numbers 37 to 40 of the catalogue: which interventions count, from which tick until which, and what they give.
/// </summary>
public class WhenInterventionsCount
{
    private static readonly DateTime Noon = Some.Noon;
    private static readonly DateTime Midnight = new(2026, 11, 22, 23, 0, 0, DateTimeKind.Utc);
    private static readonly Intervention Planned = Some.Intervention() with
    {
        StartsAt = Noon,
        EndsAt = Noon.AddHours(1),
    };
    private static readonly Intervention Done = Planned with
    {
        State = InterventionState.Done,
        DoneAt = Noon.AddMinutes(50),
    };

    [Theory]
    [InlineData(InterventionState.Planned)]
    [InlineData(InterventionState.Underway)]
    [InlineData(InterventionState.Done)]
    public void Today_is_the_whole_day_on_which_it_starts(InterventionState state) =>
        CountsFromUntil("interventions-today", Planned with { State = state }, Midnight, Midnight.AddDays(1));

    [Fact]
    public void A_cancelled_one_counts_nowhere()
    {
        foreach (
            var kpi in (string[])
                [
                    "interventions-today",
                    "interventions-overdue",
                    "interventions-next-7-days",
                    "interventions-on-time-30d",
                ]
        )
            CountsNever(kpi, Planned with { State = InterventionState.Cancelled, DoneAt = Noon });
    }

    [Theory]
    [InlineData(InterventionState.Planned)]
    [InlineData(InterventionState.Underway)]
    public void Overdue_from_its_planned_end_until_it_is_done(InterventionState state)
    {
        CountsFromUntil("interventions-overdue", Planned with { State = state }, Noon.AddHours(1), null);
        CountsNever("interventions-overdue", Done);
    }

    [Fact]
    public void Next_7_days_ends_with_its_start()
    {
        CountsFromUntil("interventions-next-7-days", Planned, Noon.AddDays(-7), Noon);
        CountsNever("interventions-next-7-days", Planned with { State = InterventionState.Underway });
    }

    [Fact]
    public void On_time_is_done_by_the_planned_end()
    {
        CountsFromUntil("interventions-on-time-30d", Done, Noon.AddMinutes(50), Noon.AddMinutes(50).AddDays(30));
        Assert.Equal(
            50,
            At(
                "interventions-on-time-30d",
                Noon.AddDays(1),
                Done with
                {
                    Id = "1",
                    DoneAt = Noon.AddHours(1),
                },
                Done with
                {
                    Id = "2",
                    DoneAt = Noon.AddHours(1).AddTicks(1),
                }
            )
        );
        CountsNever("interventions-on-time-30d", Planned with { DoneAt = Noon });
    }

    [Fact]
    public void Without_the_date_a_KPI_needs_it_is_not_in_that_KPI()
    {
        CountsNever("interventions-today", Planned with { StartsAt = null });
        CountsNever("interventions-next-7-days", Planned with { StartsAt = null });
        CountsNever("interventions-overdue", Planned with { EndsAt = null });
        CountsNever("interventions-on-time-30d", Done with { EndsAt = null });
        CountsNever("interventions-on-time-30d", Done with { DoneAt = null });
    }
}
