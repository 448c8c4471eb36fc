namespace Apollo.Model;

/// <summary>
/// What somebody may do on a desk; each may all that the one before it may. The matrix: <c>docs/security.md</c>.
/// </summary>
public enum Role
{
    /// <summary>A wall display: numbers, trends and tables without people.</summary>
    Display,

    /// <summary>The same, history, and boards of one's own.</summary>
    Viewer,

    /// <summary>Calendar, and the rows of one's own teams and of nobody's.</summary>
    Member,

    /// <summary>Every row in full; notes and displays of the desk.</summary>
    Manager,

    /// <summary>All desks; people, tokens, displays, operations, audit.</summary>
    Admin,
}
