using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>How long the periods of a recurring report are, by the desk's days.</summary>
public enum ReportEvery
{
    /// <summary>One day.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A month of the calendar.</summary>
    Month,
}

/// <summary>Some whole days of a desk.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, itself included.</param>
[GenerateSerializer, Immutable, Alias("apollo.WholeDays")]
public sealed record WholeDays([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To);

/// <summary>To whom a report goes: a kind, a colon and who, as <c>role:manager</c>.</summary>
public static class ReportTo
{
    /// <summary>Everybody with this role on the desk, or a higher one.</summary>
    public const string Role = AlertTo.Role;

    /// <summary>A person, by id.</summary>
    public const string Person = AlertTo.Person;

    /// <summary>A hook of the desk, by id.</summary>
    public const string Hook = AlertTo.Hook;

    /// <summary>An e-mail address.</summary>
    public const string Mail = "mail";
}

/// <summary>A report that is made again and again, each time of the period before.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Report">What is made: <see cref="ServiceReport"/>.</param>
/// <param name="Every">How long a period is; each is made when the next one has begun.</param>
/// <param name="At">Wall time in the desk's zone, as <c>07:30</c>, of the first day after the period. One that is
/// skipped is when the clock goes on; of one that comes twice the first counts.</param>
/// <param name="To">To whom it goes, as <see cref="ReportTo"/> says; may be nobody.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Enabled">Whether it is made.</param>
/// <param name="Next">When it is made next, Unix ms; null = it is not.</param>
/// <param name="Revision">When it was changed last, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportSchedule")]
public sealed record ReportSchedule(
    [property: Id(0)] string Id,
    [property: Id(1)] string Report,
    [property: Id(2)] ReportEvery Every,
    [property: Id(3)] string At,
    [property: Id(4)] ImmutableArray<string> To,
    [property: Id(5)] string Name,
    [property: Id(6)] bool Enabled,
    [property: Id(7)] long? Next,
    [property: Id(8)] long Revision
)
{
    /// <summary>The service report.</summary>
    public const string ServiceReport = "service";
}

/// <summary>A schedule as a manager writes it.</summary>
/// <param name="Every">As in <see cref="ReportSchedule"/>.</param>
/// <param name="At">As in <see cref="ReportSchedule"/>.</param>
/// <param name="To">As in <see cref="ReportSchedule"/>.</param>
/// <param name="Name">1 to <see cref="IReportArchiveGrain.LongestName"/> characters.</param>
/// <param name="Enabled">Whether it is made.</param>
[GenerateSerializer, Immutable, Alias("apollo.ScheduleDraft")]
public sealed record ScheduleDraft(
    [property: Id(0)] ReportEvery Every,
    [property: Id(1)] TimeOnly At,
    [property: Id(2)] ImmutableArray<string> To,
    [property: Id(3)] string Name,
    [property: Id(4)] bool Enabled
);

/// <summary>What became of a change to a schedule.</summary>
public enum ScheduleOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such schedule.</summary>
    Missing,

    /// <summary>It is another by now.</summary>
    Changed,

    /// <summary>Something in it cannot be.</summary>
    Wrong,
}

/// <summary>A schedule that was kept, or why not.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Schedule">As it is now; null where it was not kept.</param>
/// <param name="Field">What is wrong; else null.</param>
/// <param name="Reason">Why; else null.</param>
[GenerateSerializer, Immutable, Alias("apollo.ScheduleSaved")]
public sealed record ScheduleSaved(
    [property: Id(0)] ScheduleOutcome Outcome,
    [property: Id(1)] ReportSchedule? Schedule = null,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] string? Reason = null
);
