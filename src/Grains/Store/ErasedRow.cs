namespace Apollo.Grains.Store;

/// <summary>A document that names somebody, as it is read, to be written without them.</summary>
internal sealed record ErasedRow
{
    /// <summary>Writes where the machines of a rule stand.</summary>
    public const string StateSays = "UPDATE apollo_alert_states SET says = @Says WHERE desk = @Desk AND rule_id = @Id";

    /// <summary>Writes who is to be told.</summary>
    public const string TellingSays = "UPDATE apollo_tellings SET says = @Says WHERE desk = @Desk AND id = @Id";

    private const string RuleSays =
        "UPDATE apollo_alert_rules SET says = @Says, revision = @revision WHERE desk = @Desk AND id = @Id";

    /// <summary>Desk id; empty where it is of no desk.</summary>
    public string Desk { get; init; } = "";

    /// <summary>What it is found by.</summary>
    public string Id { get; init; } = "";

    /// <summary>The document, JSON.</summary>
    public string Says { get; init; } = "";

    /// <summary>Writes it anew.</summary>
    public Task WriteAsync(StoreSession session, string update, string without) =>
        session.ExecuteAsync(
            update,
            new
            {
                Desk,
                Id,
                Says = without,
            }
        );

    /// <summary>Writes a rule anew, with another revision: who read it before does not write over it.</summary>
    public Task WriteRuleAsync(StoreSession session, string without)
    {
        var (document, revision) = ErasedText.Revised(without);
        return session.ExecuteAsync(
            RuleSays,
            new
            {
                Desk,
                Id,
                Says = document,
                revision,
            }
        );
    }
}
