#nullable disable
namespace PushTechnology.ClientInterface.Data.Binary;

/// <summary>The data type of bytes without a form.</summary>
public interface IBinaryDataType : IDataType<IBinary>;
