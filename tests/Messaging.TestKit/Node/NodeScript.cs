using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>
/// A Node process that takes commands and gives results and events, one JSON object a line (see <c>driver.mjs</c>).
/// Commands reach it in the order of the calls. The process ends with the object, or with the test's own process.
/// </summary>
public sealed class NodeScript : IAsyncDisposable
{
    private const int KeptErrorLines = 100;

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _pending = [];
    private readonly Queue<string> _errors = [];
    private readonly Task _reading;
    private readonly Task _readingErrors;
    private int _lastId;
    private bool _ended;

    private NodeScript(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
        _readingErrors = Task.Run(ReadErrorsAsync);
    }

    /// <summary>Gets each line that is no answer, in order, on the reader's thread.</summary>
    public Action<JsonElement>? OnEvent { get; set; }

    /// <summary>Completes when the process has ended or its output was closed.</summary>
    public Task Completion => _reading;

    /// <summary>The last lines of standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    /// <summary>Starts a script of the SDK's directory.</summary>
    /// <param name="sdk">The installed SDK.</param>
    /// <param name="script">The name of the script.</param>
    public static NodeScript Start(NodeSdk sdk, string script)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Process process = Process.Start(new ProcessStartInfo(sdk.NodePath, [script])
        {
            WorkingDirectory = sdk.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        })!;
        return new NodeScript(process);
    }

    /// <summary>Runs a command.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="patience">How long its answer may take; as long as tests wait for anything, by default.</param>
    /// <exception cref="JsException">The script answered with an error.</exception>
    /// <exception cref="InvalidOperationException">The process ended instead.</exception>
    public Task<JsonElement> RunAsync(string command, JsonObject arguments, TimeSpan? patience = null)
    {
        JsSecrets.Conceal(arguments);
        lock (_lock)
        {
            if (_ended)
            {
                throw Ended(command);
            }

            int id = ++_lastId;
            var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
            _pending.Add(id, answer);
            _process.StandardInput.WriteLine(new JsonObject { ["id"] = id, ["command"] = command, ["args"] = arguments }.ToJsonString());
            _process.StandardInput.Flush();
            return answer.Task.WaitAsync(patience ?? WithinExtensions.Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await Task.WhenAll(_reading, _readingErrors).Within();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                Receive(line);
            }
        }
        finally
        {
            End();
        }
    }

    private void Receive(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement message = document.RootElement.Clone();
        if (message.TryGetProperty("id", out JsonElement id))
        {
            Answer(id.GetInt32(), message);
        }
        else
        {
            OnEvent?.Invoke(message);
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (TaskCompletionSource<JsonElement> answer in _pending.Values)
            {
                answer.TrySetException(Ended("a command that was under way"));
            }
        }
    }

    private void Answer(int id, JsonElement message)
    {
        TaskCompletionSource<JsonElement>? answer;
        lock (_lock)
        {
            _pending.Remove(id, out answer);
        }

        if (message.TryGetProperty("error", out JsonElement error))
        {
            answer!.SetException(JsException.Of(error, Errors));
        }
        else
        {
            answer!.SetResult(message.GetProperty("result"));
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                _errors.Enqueue(line);
                if (_errors.Count > KeptErrorLines)
                {
                    _errors.Dequeue();
                }
            }
        }
    }

    private InvalidOperationException Ended(string command) => new($"Node ended before it answered {command}.\n{Errors}");
}
