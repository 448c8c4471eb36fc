using System.Text.RegularExpressions;

namespace Apollo.Model;

/// <summary>The dimensions numbers are broken down by, named as on the wire.</summary>
public static partial class Dimension
{
    /// <summary>The team (assignment group).</summary>
    public const string Team = "team";

    /// <summary>The person a ticket is assigned to.</summary>
    public const string Assignee = "assignee";

    /// <summary>The person an intervention is planned for.</summary>
    public const string Technician = "technician";

    /// <summary>Where it happens.</summary>
    public const string Location = "location";

    /// <summary>The ticket's category.</summary>
    public const string Category = "category";

    /// <summary>The ticket's priority, <c>"1"</c> (highest) to <c>"5"</c>.</summary>
    public const string Priority = "priority";

    /// <summary>The group of rows that have no value in a dimension.</summary>
    public const string NoValue = "(none)";

    /// <summary>Whether its groups are people.</summary>
    /// <param name="dimension">One of them.</param>
    public static bool IsByPerson(string dimension) => dimension is Assignee or Technician;

    /// <summary>Those that every desk has; which a KPI is broken down by, its definition says.</summary>
    public static IReadOnlyList<string> All { get; } = [Team, Assignee, Location, Category, Priority, Technician];

    /// <summary>A mapping's column that begins so is a further one: <c>by_customer</c> is <c>customer</c>.</summary>
    public const string FurtherColumn = "by_";

    /// <summary>A desk has at most so many further ones.</summary>
    public const int MostFurther = 3;

    /// <summary>Whether it is one of those every desk has, or may be a further one of some desk.</summary>
    /// <param name="name">A name on the wire.</param>
    public static bool IsName(string name) => All.Contains(name) || MayBeFurther(name);

    /// <summary>Whether a further one may be called so: 1 to 30 letters a to z, digits and _, a letter first.</summary>
    /// <param name="name">A name on the wire.</param>
    public static bool MayBeFurther(string name) => !All.Contains(name) && Further().IsMatch(name);

    /// <summary>As people read it: <c>cost_center</c> is "Cost center".</summary>
    /// <param name="name">A name on the wire.</param>
    public static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    [GeneratedRegex("^[a-z][a-z0-9_]{0,29}\\z")]
    private static partial Regex Further();
}
