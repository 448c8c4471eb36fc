using Apollo.Model;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Support;

/// <summary>Everybody who may call on two desks, and everybody who may not.</summary>
internal static class AllCallers
{
    /// <summary>Callers with their role on the first desk and on the second; without any they are nobody.</summary>
    public static IReadOnlyList<(string Caller, Role? One, Role? Other, bool IsKnown)> Rows { get; } =
    [
        ("nobody", null, null, false),
        (Display, Role.Display, null, true),
        (Viewer, Role.Viewer, null, true),
        (Member, Role.Member, null, true),
        (OtherTeam, Role.Member, null, true),
        (Manager, Role.Manager, null, true),
        (Admin, Role.Admin, Role.Admin, true),
        ("other desk's manager", null, Role.Manager, true),
        ("token", Role.Member, null, true),
        ("expired token", null, null, false),
        ("revoked display", null, null, false),
        ("switched-off person", null, null, false),
        ("a session of before the password changed", null, null, false),
    ];

    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };

    /// <summary>A web of two desks that knows them all.</summary>
    public static async Task<RunningWeb> StartWebAsync()
    {
        var web = await RunningWeb.StartAsync(
            SignIn,
            grains =>
            {
                grains.AddOtherDesk();
                PutInto(grains.Access);
            }
        );
        await web.UntilAsync(feeds =>
            feeds.Find(Some.Desk)?.ReadAt is not null && feeds.Find(Some.OtherDesk)?.ReadAt is not null
        );
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
        return web;
    }

    /// <summary>Makes them, and ends those that have ended.</summary>
    public static void PutInto(ScriptedAccess access)
    {
        access.Put([
            Of(Display, PrincipalKind.Display, SecretOf(Display), [On(Some.Desk, Role.Display)]),
            .. Person(Viewer, On(Some.Desk, Role.Viewer)),
            .. Person(Member, On(Some.Desk, Role.Member, "Network")),
            .. Person(OtherTeam, On(Some.Desk, Role.Member, "Mail")),
            .. Person(Manager, On(Some.Desk, Role.Manager)),
            .. Person(Admin, On(DeskRight.EveryDesk, Role.Admin)),
            .. Person("other desk's manager", On(Some.OtherDesk, Role.Manager)),
            Token("token", On(Some.Desk, Role.Member)),
            Token("expired token", On(Some.Desk, Role.Manager)) with
            {
                ExpiresAt = Some.Now,
            },
            Of("revoked display", PrincipalKind.Display, SecretOf("revoked display"), [On(Some.Desk, Role.Display)]),
            .. Person("switched-off person", On(Some.Desk, Role.Manager)),
            .. Person("a session of before the password changed", On(Some.Desk, Role.Manager)),
        ]);
        access.Remove("revoked display", "switched-off person");
        access.Put(
            Of(
                "a session of before the password changed",
                PrincipalKind.Person,
                null,
                [On(Some.Desk, Role.Manager)]
            ) with
            {
                Stamp = "another",
            }
        );
    }
}
