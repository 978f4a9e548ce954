using Messaging.LocalServer.Persistence.Files;

namespace Messaging.LocalServer.Tests.Persistence.Disk;

/// <summary>
/// A data directory as POSIX promises it and no better: what was written and not flushed may be lost in any part when the machine dies, and so
/// may names that the directory was not flushed for. It ends, or fails, at an operation that a test chooses.
/// </summary>
internal sealed class SimulatedDisk : IDataFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedFile> _names;
    private Dictionary<string, SimulatedFile> _flushedNames;
    private readonly TaskCompletionSource _flushWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Task _flushMayEnd = Task.CompletedTask;
    private int _waitingFlushes;
    private bool _hasEnded;

    public SimulatedDisk()
        : this([])
    {
    }

    private SimulatedDisk(Dictionary<string, SimulatedFile> names)
    {
        _names = names;
        _flushedNames = new(names);
    }

    public string Location => "(simulated)";

    /// <summary>How many operations changed something or flushed it.</summary>
    public int Operations { get; private set; }

    /// <summary>How many of them flushed a file.</summary>
    public int Flushes { get; private set; }

    /// <summary>The operation at which the process ends; half of what it writes is written.</summary>
    public int? EndsAt { get; set; }

    /// <summary>The operation that fails, once.</summary>
    public int? FailsAt { get; set; }

    /// <summary>Whether flushes fail.</summary>
    public bool FailsToFlush { get; set; }

    /// <summary>The most bytes that all files may have; more is "no space left".</summary>
    public long Space { get; set; } = long.MaxValue;

    /// <summary>How many flushes of files wait for <see cref="HoldFlushes"/>.</summary>
    public int WaitingFlushes => Volatile.Read(ref _waitingFlushes);

    /// <summary>Lets flushes of files wait.</summary>
    /// <param name="mayEnd">For what.</param>
    /// <returns>Completes when one waits.</returns>
    public Task HoldFlushes(Task mayEnd)
    {
        _flushMayEnd = mayEnd;
        return _flushWaits.Task;
    }

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IDataFile Create(string name) => Change(_ =>
    {
        SimulatedFile file = new();
        _names[name] = file;
        return new OpenFile(this, file);
    });

    public IDataFile Open(string name) => new OpenFile(this, _names[name]);

    public void Rename(string from, string to) => Change(_ =>
    {
        _names.Should().NotContainKey(to);
        _names.Remove(from, out SimulatedFile? file);
        _names[to] = file!;
        return true;
    });

    public void Delete(string name) => Change(_ => _names.Remove(name));

    public void Flush() => Change(_ =>
    {
        _flushedNames = new(_names);
        return true;
    });

    public void Dispose()
    {
    }

    /// <summary>What is there when the process has ended and the machine has not.</summary>
    public SimulatedDisk AfterTheProcess() => new(_names.ToDictionary(entry => entry.Key, entry => SimulatedFile.Of(entry.Value.Bytes)));

    /// <summary>What may be there when the machine has lost its power.</summary>
    public SimulatedDisk AfterTheMachine(Random random)
    {
        Dictionary<string, SimulatedFile> names = random.Next(2) == 0 ? _names : _flushedNames;
        Dictionary<SimulatedFile, SimulatedFile> survivors = [];
        Dictionary<string, SimulatedFile> after = [];
        foreach ((string name, SimulatedFile file) in names)
        {
            if (!survivors.TryGetValue(file, out SimulatedFile? survivor))
            {
                survivor = SimulatedFile.Of(file.Survive(random));
                survivors.Add(file, survivor);
            }

            after[name] = survivor;
        }

        return new SimulatedDisk(after);
    }

    /// <summary>The only log's bytes, to look at and to spoil.</summary>
    public byte[] ReadLog() => _names.Single(entry => entry.Key.StartsWith("log-", StringComparison.Ordinal)).Value.Bytes;

    /// <summary>A disk with one log of these bytes.</summary>
    public static SimulatedDisk WithLog(byte[] bytes) => new(new Dictionary<string, SimulatedFile> { ["log-0000000001"] = SimulatedFile.Of(bytes) });

    private T Change<T>(Func<bool, T> change, bool isFlush = false, long growth = 0)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                throw new DiskCrashException();
            }

            int operation = Operations++;
            if (operation == EndsAt)
            {
                _hasEnded = true;
                change(true);
                throw new DiskCrashException();
            }

            if (operation == FailsAt || (isFlush && FailsToFlush))
            {
                throw new IOException("Simulated: input/output error.");
            }

            if (growth > 0 && _names.Values.Sum(file => (long)file.Bytes.Length) + growth > Space)
            {
                change(true);
                throw new IOException("Simulated: no space left on device.");
            }

            return change(false);
        }
    }

    private sealed class OpenFile(SimulatedDisk disk, SimulatedFile file) : IDataFile
    {
        public long Length => file.Bytes.Length;

        public int Read(Span<byte> buffer, long position)
        {
            ReadOnlySpan<byte> rest = file.Bytes.AsSpan((int)Math.Min(position, file.Bytes.Length));
            int count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            return count;
        }

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
        {
            byte[] bytes = [.. buffers.SelectMany(buffer => buffer.ToArray())];
            disk.Change(
                isHalf =>
                {
                    file.Write(isHalf ? bytes[..(bytes.Length / 2)] : bytes, position);
                    return true;
                },
                growth: position + bytes.Length - file.Bytes.Length);
        }

        // Does not take part in failures of writing: to give up space needs none.
        public void SetLength(long length) => disk.Change(isHalf =>
        {
            if (!isHalf)
            {
                file.SetLength(length);
            }

            return true;
        });

        public void Flush()
        {
            Task mayEnd = disk._flushMayEnd;
            if (!mayEnd.IsCompleted)
            {
                Interlocked.Increment(ref disk._waitingFlushes);
                disk._flushWaits.TrySetResult();
                mayEnd.GetAwaiter().GetResult();
                Interlocked.Decrement(ref disk._waitingFlushes);
            }

            disk.Change(
                isHalf =>
                {
                    if (!isHalf)
                    {
                        file.Flush();
                        disk.Flushes++;
                    }

                    return true;
                },
                isFlush: true);
        }

        public void Dispose()
        {
        }
    }
}
