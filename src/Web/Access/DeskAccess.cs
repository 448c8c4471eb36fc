using System.Security.Claims;

namespace Apollo.Web.Access;

/// <summary>
/// Who may see what. Until sign-in is configured Apollo listens on loopback only, and everybody who reaches it is a
/// team member of every desk.
/// </summary>
internal sealed class DeskAccess
{
    /// <summary>Whether a caller may see a desk at all.</summary>
    public bool MaySee(ClaimsPrincipal? user, string desk) => true;

    /// <summary>Whether a caller may see a breakdown: those by person are for team members.</summary>
    public bool MaySeeDimension(ClaimsPrincipal? user, string desk, string dimension) => true;
}
