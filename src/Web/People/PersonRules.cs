using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using Apollo.Model;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>A role on a desk, as it is sent.</summary>
/// <param name="Desk">Desk id; <c>*</c> = all there are, as an admin's always is.</param>
/// <param name="Role">viewer, member, manager or admin.</param>
/// <param name="Teams">Of a member.</param>
/// <param name="Assignee">Who the person is in the desk's ITSM.</param>
internal sealed record RightDocument(string? Desk, string? Role, string[]? Teams, string? Assignee);

/// <summary>What can be said of a person.</summary>
internal static class PersonRules
{
    private const int MostRights = 200;
    private const int MostTeams = 200;
    private const int LongestTeam = 400;

    public static ProblemHttpResult? FaultOfName(string name) =>
        name.Length is 0 or > IPeopleGrain.LongestName
            ? Problems.WrongParameter("name", $"A name has 1 to {IPeopleGrain.LongestName} characters.")
            : null;

    public static ProblemHttpResult? FaultOfEmail(string email) =>
        email.Length <= IPeopleGrain.LongestEmail
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
            ? null
            : Problems.WrongParameter("email", "Give an e-mail address, such as ana@example.com.");

    /// <summary>Roles as they are kept; or what is wrong with them.</summary>
    public static bool TryRights(
        IReadOnlyList<RightDocument>? sent,
        DeskFeeds desks,
        out ImmutableArray<DeskRight> rights,
        [NotNullWhen(false)] out ProblemHttpResult? wrong
    )
    {
        (rights, wrong) = ([], null);
        var read = ImmutableArray.CreateBuilder<DeskRight>();
        foreach (var one in sent ?? [])
        {
            if (Fault(one, read, desks, out var right) is { } fault)
                wrong = Problems.WrongParameter("desks", fault);
            if (wrong is not null)
                return false;
            read.Add(right!);
        }
        rights = read.ToImmutable();
        return true;
    }

    private static string? Fault(
        RightDocument? sent,
        ImmutableArray<DeskRight>.Builder before,
        DeskFeeds desks,
        out DeskRight? right
    )
    {
        right = null;
        if (before.Count >= MostRights)
            return $"A person has at most {MostRights} roles.";
        if (
            !Enum.TryParse<Role>(sent?.Role, ignoreCase: true, out var role)
            || role is < Role.Viewer or > Role.Admin
            || int.TryParse(sent!.Role, out _)
        )
            return $"role is '{sent?.Role}': give viewer, member, manager or admin.";
        if (sent.Desk is not { } desk || (desk != DeskRight.EveryDesk && desks.Find(desk) is null))
            return $"There is no desk '{sent.Desk}'. GET /api/desks lists those there are; * stands for all.";
        if (role == Role.Admin && desk != DeskRight.EveryDesk)
            return "An admin is one of all desks: give the desk *.";
        if (before.Any(one => one.Desk == desk))
            return $"There are two roles on desk '{desk}': give one.";
        var assignee = OneLine.Cleaned(sent.Assignee);
        var teams = (sent.Teams ?? []).Select(OneLine.Cleaned).Where(team => team.Length > 0).Distinct().ToList();
        if (assignee.Length > LongestTeam || teams.Count > MostTeams || teams.Exists(team => team.Length > LongestTeam))
            return $"Give at most {MostTeams} teams; a name has at most {LongestTeam} characters.";
        if (assignee.Length > 0 && desk == DeskRight.EveryDesk)
            return "Who a person is in an ITSM is said desk by desk.";
        right = new DeskRight(
            desk,
            role,
            role == Role.Member ? [.. teams.Order(StringComparer.Ordinal)] : [],
            assignee.Length > 0 ? assignee : null
        );
        return null;
    }
}
