#nullable disable
namespace PushTechnology.ClientInterface.Data;

/// <summary>A kind of values.</summary>
public interface IDataType
{
    /// <summary>Its name, such as <c>json</c>.</summary>
    string TypeName { get; }
}
