#nullable disable
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace PushTechnology.ClientInterface.Data;

/// <summary>The data types. Thread-safe.</summary>
public interface IDataTypes
{
    /// <summary>JSON values.</summary>
    IJSONDataType JSON { get; }

    /// <summary>Bytes without a form.</summary>
    IBinaryDataType Binary { get; }

    /// <summary>Text or null.</summary>
    IDataType<string> String { get; }

    /// <summary>64-bit integers or null.</summary>
    IDataType<long?> Int64 { get; }

    /// <summary>64-bit floats or null.</summary>
    IDataType<double?> Double { get; }

    /// <summary>Finds the data type for a type.</summary>
    /// <typeparam name="TValue"><c>IJSON</c>, <c>IBinary</c>, <c>string</c>, <c>long?</c> or <c>double?</c>.</typeparam>
    /// <returns>The data type.</returns>
    /// <exception cref="ArgumentException">There is none for <typeparamref name="TValue"/>.</exception>
    IDataType<TValue> Get<TValue>();

    /// <summary>Finds a data type by its name.</summary>
    /// <param name="typeName"><c>json</c>, <c>binary</c>, <c>string</c>, <c>int64</c> or <c>double</c>.</param>
    /// <returns>The data type.</returns>
    /// <exception cref="ArgumentException">None has this name.</exception>
    IDataType GetByName(string typeName);
}
