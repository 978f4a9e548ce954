#nullable disable
namespace PushTechnology.ClientInterface.Data.JSON;

/// <summary>The data type of JSON values.</summary>
public interface IJSONDataType : IDataType<IJSON>
{
    /// <summary>Makes a value of JSON text.</summary>
    /// <param name="json">The text: one JSON value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The text is null or no JSON.</exception>
    IJSON FromJSONString(string json);
}
