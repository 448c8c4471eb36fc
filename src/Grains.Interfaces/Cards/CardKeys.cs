namespace Apollo.Cards;

/// <summary>
/// Keys of the cache, shared by those who write cards (KPI grains) and those who read them (the web).
/// </summary>
public static class CardKeys
{
    /// <summary>The desk's pulse: what vouches for all other entries.</summary>
    public static string Pulse(string desk) => $"apollo:{desk}:pulse";

    /// <summary>One card, without breakdowns.</summary>
    public static string Card(string desk, string kpi) => $"apollo:{desk}:kpi:{kpi}";

    /// <summary>One breakdown of a card.</summary>
    public static string Groups(string desk, string kpi, string dimension) => $"apollo:{desk}:kpi:{kpi}:{dimension}";

    /// <summary>The latest hours of all KPIs, with one breakdown or none.</summary>
    public static string Trends(string desk, int hours, string? dimension) =>
        $"apollo:{desk}:trends:{hours}:{dimension}";
}
