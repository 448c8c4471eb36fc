using System.Collections.Immutable;
using Apollo.Grains.Reports.Service;
using Apollo.Model;

namespace Apollo.Grains.Tests.Reports;

/// <summary>Figures of a month that are whole.</summary>
internal static class SomeFigures
{
    private static readonly int[] Weekday = [58, 61, 54, 50, 49, 6, 5];

    public static ServiceFigures October(Func<ServiceFigures, ServiceFigures>? changed = null)
    {
        var figures = new ServiceFigures
        {
            Every = ReportEvery.Month,
            Days = new WholeDays(new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)),
            DaysBefore = new WholeDays(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30)),
            ServiceDays = 22,
            AsOf = new DateTimeOffset(2026, 10, 31, 23, 0, 0, default).ToUnixTimeMilliseconds(),
            ReadAt = new DateTimeOffset(2026, 10, 31, 23, 5, 0, default).ToUnixTimeMilliseconds(),
            Desk = new(1206, 1227, 14, 104, 7, new(1101, 1006), new(1190, 1096), 9_000, 71_100),
            DeskBefore = new(1246, 1190, 11, 125, 9, new(1050, 966), new(1200, 1100), 8_700, 70_000),
            ResolutionTarget = 0.9,
            ResponseTarget = 0.9,
            ByDay =
            [
                .. Enumerable
                    .Range(0, 31)
                    .Select(day =>
                    {
                        var opened = Weekday[(day + 3) % 7] + (day * 7 % 11);
                        return new ServiceDay(
                            new DateOnly(2026, 10, 1).AddDays(day),
                            opened,
                            opened - 3 + (day % 5),
                            day % 7 is 2 or 3 ? new(0, 0) : new(40, 40 - (day % 6))
                        );
                    }),
            ],
            Arrivals =
            [
                .. Enumerable
                    .Range(0, 7)
                    .Select(day =>
                        Enumerable
                            .Range(0, 24)
                            .Select(hour => day < 5 && hour is > 7 and < 18 ? 60 - (hour * 2) - day : 0)
                            .ToImmutableArray()
                    ),
            ],
            Teams =
            [
                Group("Service Desk", 457, 469, 440, 405, 452, 425, 460),
                Group("Workplace", 306, 316, 300, 272, 300, 274, 310),
                Group("Network", 231, 230, 215, 196, 225, 200, 250),
                Group("Applications", 126, 123, 115, 102, 122, 110, 131),
                Group("Servers", 61, 64, 60, 57, 64, 60, 66),
                Group("Security", 25, 25, 24, 23, 25, 24, 29),
            ],
            Locations =
            [
                Group("Lyon", 700, 710, 640, 590, 700, 650, 690),
                Group(null, 506, 517, 461, 416, 490, 446, 556),
            ],
            Categories =
            [
                Group("Hardware", 241, 245, 220, 200, 240, 221, 262),
                Group("Access", 211, 214, 200, 184, 210, 190, 190),
                Group("Network & <Größe>", 754, 768, 681, 622, 740, 685, 794),
            ],
            Priorities =
            [
                Group("1", 49, 48, 46, 43, 48, 46, 40),
                Group("2", 172, 180, 160, 147, 170, 158, 180),
                Group("3", 985, 999, 895, 816, 972, 892, 1026),
            ],
        };
        return changed?.Invoke(figures) ?? figures;
    }

    public static ServiceGroup Group(
        string? name,
        int opened,
        int resolved,
        int due,
        int inTime,
        int responseDue,
        int responseInTime,
        int before
    ) =>
        new(
            name,
            new ServiceCounts(
                opened,
                resolved,
                1,
                opened / 12,
                opened / 150,
                new(due, inTime),
                new(responseDue, responseInTime),
                3_600 + (opened * 10),
                40_000 + (opened * 10)
            ),
            before
        );
}
