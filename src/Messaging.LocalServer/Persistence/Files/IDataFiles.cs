namespace Messaging.LocalServer.Persistence.Files;

/// <summary>The files of one data directory.</summary>
/// <remarks>Every member throws an <see cref="IOException"/>, and nothing else, if the storage fails.</remarks>
internal interface IDataFiles : IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    IReadOnlyList<string> List();

    /// <summary>Creates a file; one of that name loses its content.</summary>
    IDataFile Create(string name);

    IDataFile Open(string name);

    /// <summary>Gives a file, which may be open, a name that no other file has.</summary>
    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Waits until the directory's entries are on the disk: what was created, renamed and deleted.</summary>
    void Flush();
}
