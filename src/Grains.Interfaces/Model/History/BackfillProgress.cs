using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What the back-fill of a desk's history does.</summary>
public enum BackfillState
{
    /// <summary>It waits for the desk to be read.</summary>
    Waiting,

    /// <summary>It reads the rows of the ITSM.</summary>
    Reading,

    /// <summary>It plays them as they were.</summary>
    Playing,

    /// <summary>It broke off, and begins anew later.</summary>
    Failed,

    /// <summary>The history before Apollo's first start is computed.</summary>
    Done,

    /// <summary>It runs only when it is called for.</summary>
    Off,
}

/// <summary>How far the back-fill of a desk's history is.</summary>
/// <param name="State">What it does.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="From">The instant it begins at, UTC; null before that is known.</param>
/// <param name="At">How far it has played, UTC.</param>
/// <param name="Until">Where it ends, UTC: the begin of what was watched.</param>
/// <param name="Error">Why it broke off, one line.</param>
[GenerateSerializer, Immutable, Alias("apollo.BackfillProgress")]
public sealed record BackfillProgress(
    [property: Id(0)] BackfillState State,
    [property: Id(1)] int Rows = 0,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? From = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? At = null,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Until = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null
);
