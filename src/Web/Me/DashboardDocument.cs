namespace Apollo.Web.Me;

/// <summary>What an own dashboard shows, version 1.</summary>
/// <param name="Version">1.</param>
/// <param name="Desk">The desk whose numbers it shows.</param>
/// <param name="Sections">In reading order.</param>
internal sealed record DashboardDocument(int Version, string? Desk, IReadOnlyList<DashboardSection?>? Sections);

/// <summary>A part of a dashboard under a heading.</summary>
/// <param name="Title">Heading; may be empty.</param>
/// <param name="Cards">In reading order; a KPI may stand there more than once.</param>
internal sealed record DashboardSection(string? Title, IReadOnlyList<DashboardCard?>? Cards);

/// <summary>One card.</summary>
/// <param name="Kpi">KPI id.</param>
/// <param name="Size">1x1, 2x1 or 2x2: columns by rows.</param>
/// <param name="Chart">trend, bars or none.</param>
/// <param name="Breakdown">Dimension of its bars; null = the KPI's first.</param>
internal sealed record DashboardCard(string? Kpi, string? Size, string? Chart, string? Breakdown);

/// <summary>An own dashboard as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Secret of its link: GET /api/dashboards/{share} shows it to whoever has it.</param>
/// <param name="UpdatedAt">When it was kept last, UTC.</param>
/// <param name="Document">What it shows.</param>
internal sealed record DashboardAnswer(string Name, string Share, DateTime UpdatedAt, DashboardDocument Document);
