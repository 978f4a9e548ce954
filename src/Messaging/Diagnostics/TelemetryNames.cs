namespace Messaging.Diagnostics;

/// <summary>
/// The names of what is told, and the values that are always the same. What begins with <c>messaging.diffusion.</c> is of this library;
/// the others are those of OpenTelemetry's semantic conventions for messaging, version 1.36.
/// </summary>
internal static class TelemetryNames
{
    public const string System = "messaging.system";
    public const string Diffusion = "diffusion";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Send = "send";
    public const string Process = "process";
    public const string Destination = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";
    public const string GapReason = "messaging.diffusion.gap.reason";
    public const string Session = "messaging.diffusion.session";
    public const string Resumed = "resumed";
    public const string Replaced = "replaced";
}
