namespace Apollo.Model;

/// <summary>The channels of <see cref="AlertNotify.Channel"/>.</summary>
public static class AlertChannels
{
    /// <summary>Apollo's own pages: a notice while one is open.</summary>
    public const string Browser = "browser";

    /// <summary>Web Push: a person's browsers, with no page open.</summary>
    public const string Push = "push";

    /// <summary>A person's e-mail.</summary>
    public const string Email = "email";

    /// <summary>A hook of the desk.</summary>
    public const string Webhook = "webhook";
}
