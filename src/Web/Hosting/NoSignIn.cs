using Apollo.Web.Api;

namespace Apollo.Web.Hosting;

/// <summary>What whoever comes from elsewhere is told where nobody signs in.</summary>
internal static class NoSignIn
{
    private const string Title = "Not from here";
    private const string Mend =
        "Nobody signs in to this Apollo, so it answers only browsers and programs on its own machine, asked for as "
        + "localhost and without a proxy between. To let others in, turn sign-in on: Apollo:SignIn:Local=true and "
        + "Apollo:PublicUrl.";

    /// <summary>A page of plain words for a browser, problem details for a program.</summary>
    public static IResult Answer(HttpContext http) => PlainPage.Of(http, StatusCodes.Status403Forbidden, Title, Mend);
}
