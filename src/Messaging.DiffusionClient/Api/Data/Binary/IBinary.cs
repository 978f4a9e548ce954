#nullable disable
namespace PushTechnology.ClientInterface.Data.Binary;

/// <summary>Bytes without a form. Immutable; equal if the bytes are.</summary>
public interface IBinary : IBytes;
