namespace Apollo.Model;

/// <summary>A day of a period.</summary>
/// <param name="Day">Which, <c>yyyy-MM-dd</c> in the desk's zone.</param>
/// <param name="Opened">Tickets opened on it.</param>
/// <param name="Resolved">Tickets resolved or closed on it, and not open again.</param>
/// <param name="Due">Of those resolved, the ones that had a due time.</param>
/// <param name="InTime">Of these, the ones that kept it.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodDay")]
public sealed record PeriodDay(
    [property: Id(0)] string Day,
    [property: Id(1)] int Opened,
    [property: Id(2)] int Resolved,
    [property: Id(3)] int Due,
    [property: Id(4)] int InTime
);
