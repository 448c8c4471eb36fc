using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Apollo.Tests;

/// <summary>
/// Runs the tests of a project as xunit does, each no longer than a bound: one that waits for ever is one red test, and
/// the others go on. A test that may take longer says so by <c>Timeout</c>. Every test project has this file in it.
/// </summary>
internal sealed class BoundedTests(IMessageSink messages) : XunitTestFramework(messages)
{
    /// <summary>
    /// More than twice as long as the longest takes on a busy machine, and less than the 5 min without a word after
    /// which test.sh ends a whole project.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private static readonly PropertyInfo Timeout = typeof(XunitTestCase).GetProperty(nameof(XunitTestCase.Timeout))!;

    /// <summary>Gives a test a bound where it has none. One that waits by blocking cannot be ended.</summary>
    public static void Bound(IXunitTestCase test, TimeSpan longest)
    {
        // What is asked of it first reads its attribute, which would take the bound away again.
        _ = test.DisplayName;
        if (test is XunitTestCase { Timeout: 0 } && test.Method.ToRuntimeMethod().ReturnType != typeof(void))
            Timeout.SetValue(test, (int)longest.TotalMilliseconds);
    }

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions
        )
        {
            var all = testCases.ToList();
            foreach (var test in all)
                Bound(test, Longest);
            base.RunTestCases(all, executionMessageSink, executionOptions);
        }
    }
}
