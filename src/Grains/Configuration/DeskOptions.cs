namespace Apollo.Grains.Configuration;

/// <summary>One desk as configured at <c>Apollo:Desks:{n}</c>.</summary>
public sealed class DeskOptions
{
    /// <summary>Key, <c>[a-z0-9-]{1,40}</c>; required.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name shown to people; the id where none is given.</summary>
    public string? Name { get; set; }

    /// <summary>IANA zone of its days and service hours.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Day name → parts; none = 24 × 7.</summary>
    public Dictionary<string, string> ServiceHours { get; set; } = [];

    /// <summary>ISO dates without service.</summary>
    public List<string> Holidays { get; set; } = [];

    /// <summary>How often the ITSM is read, 100 ms to 1 h; 1 s by default.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How far back each poll reads again, 1 s to 1 h; 120 s by default.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How often deletes and very late commits are looked for, 1 s to 1 d; 5 min by default.</summary>
    public TimeSpan Sweep { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>KPI id → limits in the KPI's unit; a KPI left out keeps the catalogue's.</summary>
    public Dictionary<string, ThresholdOptions> Thresholds { get; set; } = [];

    /// <summary>The ITSM it reads.</summary>
    public ItsmOptions Itsm { get; set; } = new();

    /// <summary>To whom numbers by person are shown: off, own, managers or all; own by default.</summary>
    public string? People { get; set; }

    /// <summary>What screens call its data: <c>demo</c>, or the ITSM's name; the system's name by default.</summary>
    public string? Source { get; set; }
}

/// <summary>Limits of one KPI.</summary>
public sealed class ThresholdOptions
{
    /// <summary>From here it warns; null = never.</summary>
    public double? Warning { get; set; }

    /// <summary>From here it is critical; null = never.</summary>
    public double? Critical { get; set; }

    /// <summary>Dimension → limits of each of its groups, for the performance tables.</summary>
    public Dictionary<string, GroupThresholdOptions> Groups { get; set; } = [];
}

/// <summary>Limits of each group of a dimension.</summary>
public sealed class GroupThresholdOptions
{
    /// <summary>From here a group is marked as warning; null = never.</summary>
    public double? Warning { get; set; }

    /// <summary>From here a group is marked as critical; null = never.</summary>
    public double? Critical { get; set; }
}

/// <summary>An ITSM as configured.</summary>
public sealed class ItsmOptions
{
    /// <summary>A shipped system or the path of a folder of SQL files.</summary>
    public string System { get; set; } = "apollo";

    /// <summary>Sqlite, SqlServer, PostgreSql or MySql; required.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Connection string of a login that can only read; required, never shown.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>IANA zone its time columns are in; UTC where none is given.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Values of the options that the system declares in its <c>system.json</c>.</summary>
    public Dictionary<string, string> Options { get; set; } = [];

    /// <summary>The ITSM's own state → Apollo's, such as pending; <c>*</c> = any other.</summary>
    public Dictionary<string, string> States { get; set; } = [];

    /// <summary>The ITSM's own kind → incident, request, problem or change; <c>*</c> = any other.</summary>
    public Dictionary<string, string> Kinds { get; set; } = [];

    /// <summary>The ITSM's own priority → 1 (highest) to 5; <c>*</c> = any other.</summary>
    public Dictionary<string, string> Priorities { get; set; } = [];
}
