#nullable disable
namespace PushTechnology.ClientInterface.Data;

/// <summary>How values become bytes and bytes become values. Thread-safe.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface IDataType<TValue> : IDataType
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="outputStream">Where to.</param>
    /// <exception cref="ArgumentException">The data type has no such value.</exception>
    void WriteValue(TValue value, Stream outputStream);

    /// <summary>Reads a value.</summary>
    /// <param name="input">Holds its bytes, which are copied if the value keeps them.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="length">How many there are.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TValue ReadValue(byte[] input, int offset, int length);

    /// <summary>Reads a value.</summary>
    /// <param name="input">Its bytes, which are copied if the value keeps them.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TValue ReadValue(byte[] input);

    /// <summary>Reads a value.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TValue ReadValue(IBytes bytes);

    /// <summary>Makes a value's bytes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">The data type has no such value.</exception>
    IBytes ToBytes(TValue value);

    /// <summary>Checks that a value is well-formed. Values that were made from bytes are not checked before.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidDataException">It is not.</exception>
    void Validate(TValue value);

    /// <summary>Whether the bytes of this data type can be read as another type.</summary>
    /// <typeparam name="TResult">The other type.</typeparam>
    /// <returns>True if so.</returns>
    bool CanReadAs<TResult>();

    /// <summary>Reads bytes of this data type as another type.</summary>
    /// <typeparam name="TResult">The other type.</typeparam>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><see cref="CanReadAs{TResult}"/> is false.</exception>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TResult ReadAs<TResult>(IBytes bytes);

    /// <summary>Reads bytes of this data type as another type.</summary>
    /// <typeparam name="TResult">The other type.</typeparam>
    /// <param name="input">The bytes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><see cref="CanReadAs{TResult}"/> is false.</exception>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TResult ReadAs<TResult>(byte[] input);

    /// <summary>Reads bytes of this data type as another type.</summary>
    /// <typeparam name="TResult">The other type.</typeparam>
    /// <param name="input">Holds the bytes.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="length">How many there are.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><see cref="CanReadAs{TResult}"/> is false.</exception>
    /// <exception cref="InvalidDataException">The bytes are no such value.</exception>
    TResult ReadAs<TResult>(byte[] input, int offset, int length);
}
