namespace Apollo;

/// <summary>
/// Configuration that cannot work. The message is one line that names the key and the mend, without secrets.
/// </summary>
/// <param name="message">What is wrong and how to mend it.</param>
public sealed class ConfigurationException(string message) : Exception(message);
