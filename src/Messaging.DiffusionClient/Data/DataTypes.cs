using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Data;

internal sealed class DataTypes : IDataTypes
{
    public IJSONDataType JSON => ValueTypes.Json;

    public IBinaryDataType Binary => ValueTypes.Binary;

    public IDataType<string> String => ValueTypes.String!;

    public IDataType<long?> Int64 => ValueTypes.Int64;

    public IDataType<double?> Double => ValueTypes.Double;

    public IDataType<TValue> Get<TValue>() => ValueTypes.RequireWritable<TValue>();

    public IDataType GetByName(string typeName) => typeName switch
    {
        "json" => JSON,
        "binary" => Binary,
        "string" => String,
        "int64" => Int64,
        "double" => Double,
        _ => throw new ArgumentException($"There is no data type called '{typeName}'.", nameof(typeName)),
    };
}
