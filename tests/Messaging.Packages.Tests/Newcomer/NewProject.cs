using System.Diagnostics;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Newcomer;

/// <summary>A project outside the repository, made by the commands of the README, with code of the README in it.</summary>
internal sealed class NewProject
{
    private readonly Workshop _workshop;
    private readonly string _directory;

    private NewProject(Workshop workshop, string name) => (_workshop, _directory) = (workshop, workshop.Combine(name));

    /// <summary>Makes and builds it.</summary>
    /// <param name="workshop">Where the packages are.</param>
    /// <param name="name">The name of the project.</param>
    /// <param name="template">The template, <c>console</c> or <c>web</c>.</param>
    /// <param name="program">What is put into <c>Program.cs</c>.</param>
    public static async Task<NewProject> MakeAsync(Workshop workshop, string name, string template, string program)
    {
        Machine.MustHave("bash", "the README's commands are for it");
        await workshop.PackedAsync();
        string commands = Readme.OwnProject;
        commands.Should().StartWith(Workshop.PackCommand, because: "that is what made the packages of these tests");
        commands = commands[commands.IndexOf('\n', StringComparison.Ordinal)..]
            .Replace("new console", $"new {template}", StringComparison.Ordinal)
            .Replace("MyChat", name, StringComparison.Ordinal);
        await Command.RunAsync(workshop.Sources, workshop.Environment, "bash", "-e", "-u", "-c", commands);

        var project = new NewProject(workshop, name);
        await File.WriteAllTextAsync(Path.Combine(project._directory, "Program.cs"), program);
        string printed = await Command.RunAsync(project._directory, workshop.Environment, "dotnet", "build", "-nologo", "-warnaserror");
        printed.Should().Contain("0 Warning(s)");
        return project;
    }

    /// <summary>Runs it.</summary>
    public RunningProgram Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = Command.Describe(
            _directory, _workshop.Environment, "dotnet", ["run", "--no-build", "--no-launch-profile", "--", .. arguments]);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunningProgram.Start(start);
    }
}
