using System.CommandLine;
using System.CommandLine.Parsing;

namespace Messaging.LocalServer.Tool;

/// <summary>The command line: its options, and how they become those of the server.</summary>
internal static class ServerCommand
{
    public static RootCommand Create()
    {
        Option<int> port = new("--port") { Description = "The TCP port; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
        Option<string> host = new("--host")
        {
            Description = "The address to listen on: an IP address, localhost, or * for all. Anything but loopback lets other machines in.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        Option<LocalPrincipal[]> principals = new("--principal")
        {
            Description = $"Who may open a session, as {PrincipalArgument.Form}. Repeatable. Given once, the default principals "
                + "(admin, control, client, operator; password \"password\") are gone, and so are anonymous sessions unless --anonymous is given.",
            AllowMultipleArgumentsPerToken = false,
            CustomParser = ParsePrincipals,
        };
        Option<bool> anonymous = new("--anonymous") { Description = "Let sessions without a principal in, as CLIENT. The default without --principal." };
        Option<FileInfo?> securityScript = new("--security-script")
        {
            Description = "A file with commands for the security store, which says what roles may do. Without it, everybody may create, update, edit and remove topics.",
        };
        Option<FileInfo?> authenticationScript = new("--authentication-script")
        {
            Description = "A file with commands for the system authentication store, which has the principals and the properties that clients may propose.",
        };
        Option<string[]> limits = new("--limit")
        {
            Description = $"A limit of the server, as {LimitArgument.Form}. Repeatable. A number, or a time as h:mm:ss. The names: {LimitArgument.Names}.",
            AllowMultipleArgumentsPerToken = false,
        };
        limits.Validators.Add(CheckLimits);
        TlsArguments tls = new();
        DataArguments data = new();
        Option<bool> verbose = new("--verbose") { Description = "Log connections, sessions and refused requests to the standard error output." };
        RootCommand command = new("A local server that speaks the Diffusion protocol, for development and tests. Not a production server.")
        {
            port, host, principals, anonymous, securityScript, authenticationScript, limits, verbose,
        };
        tls.AddTo(command);
        data.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            LocalServerOptions options = new() { Port = result.GetValue(port), Host = result.GetValue(host)! };
            if (result.GetValue(principals) is { Length: > 0 } given)
            {
                options.Principals = [.. given];
                options.AllowAnonymous = result.GetValue(anonymous);
            }

            foreach (string limit in result.GetValue(limits) ?? [])
            {
                LimitArgument.Apply(limit, options);
            }

            return ServerRun.RunAsync(options, Complete, result.GetValue(verbose), cancellationToken);

            void Complete()
            {
                options.SecurityScript = Read(result.GetValue(securityScript)) ?? LocalServerOptions.DevelopmentSecurityScript;
                options.SystemAuthenticationScript = Read(result.GetValue(authenticationScript)) ?? "";
                tls.Apply(result, options);
                data.Apply(result, options);
            }
        });
        return command;
    }

    private static string? Read(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName);

    private static void CheckLimits(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (LimitArgument.Apply(token.Value, new LocalServerOptions()) is { } problem)
            {
                result.AddError(problem);
            }
        }
    }

    private static LocalPrincipal[] ParsePrincipals(ArgumentResult result)
    {
        List<LocalPrincipal> principals = [];
        foreach (Token token in result.Tokens)
        {
            if (!PrincipalArgument.TryParse(token.Value, out LocalPrincipal? principal))
            {
                // The text is not repeated: it may hold a password.
                result.AddError($"A --principal has the form {PrincipalArgument.Form}.");
                return [];
            }

            principals.Add(principal);
        }

        return [.. principals];
    }
}
