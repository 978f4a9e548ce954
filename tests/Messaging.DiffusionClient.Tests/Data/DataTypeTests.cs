using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Data;

public sealed class DataTypeTests
{
    private static IDataTypes Types => Diffusion.DataTypes;

    [Fact]
    public void Get_KnownTypes_AreThoseOfTheProperties()
    {
        Types.Get<IJSON>().Should().BeSameAs(Types.JSON);
        Types.Get<IBinary>().Should().BeSameAs(Types.Binary);
        Types.Get<string>().Should().BeSameAs(Types.String);
        Types.Get<long?>().Should().BeSameAs(Types.Int64);
        Types.Get<double?>().Should().BeSameAs(Types.Double);
        foreach (string name in new[] { "json", "binary", "string", "int64", "double" })
        {
            Types.GetByName(name).TypeName.Should().Be(name);
        }
    }

    [Fact]
    public void Get_OtherTypes_AreRefusedWithTheOnesThereAre()
    {
        FluentActions.Invoking(() => Types.Get<int>()).Should().Throw<ArgumentException>().WithMessage("*System.Int32*long?*");
        FluentActions.Invoking(() => Types.Get<IBytes>()).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Types.GetByName("record_v2")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ReadAs_CrossesTypesWhereTheBytesAllow()
    {
        IBytes five = Types.Int64.ToBytes(5);

        Types.Int64.CanReadAs<IJSON>().Should().BeTrue();
        Types.Int64.ReadAs<IJSON>(five).ToJSONString().Should().Be("5");
        Types.Int64.ReadAs<IBytes>(five.ToByteArray()).Length.Should().Be(1);
        Types.JSON.CanReadAs<string>().Should().BeFalse();
        FluentActions.Invoking(() => Types.JSON.ReadAs<string>(five)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Values_AreImmutable()
    {
        byte[] source = [1, 2, 3];

        IBinary value = Types.Binary.ReadValue(source);
        source[0] = 9;
        value.ToByteArray()[1] = 9;

        value.ToByteArray().Should().Equal(1, 2, 3);
        value.Should().Be(Types.Binary.ReadValue([0, 1, 2, 3, 4], 1, 3));
        using MemoryStream copy = new();
        value.CopyTo(copy);
        copy.ToArray().Should().Equal(1, 2, 3);
        using Stream input = value.AsInputStream();
        input.ReadByte().Should().Be(1);
        input.CanWrite.Should().BeFalse();
    }

    [Fact]
    public void MalformedValues_AreInvalidData()
    {
        FluentActions.Invoking(() => Types.JSON.ReadValue([0xff])).Should().Throw<InvalidDataException>();
        FluentActions.Invoking(() => Types.Int64.ReadValue([0x61])).Should().Throw<InvalidDataException>();
        FluentActions.Invoking(() => Types.JSON.FromJSONString("{")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Types.JSON.FromJSONString(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Types.Double.Validate(1.5)).Should().NotThrow();
    }

    [Fact]
    public void NullValues_AreThoseOfScalars()
    {
        Types.String.ToBytes(null).ToByteArray().Should().Equal(0xf6);
        Types.Int64.ReadValue([0xf6]).Should().BeNull();
        FluentActions.Invoking(() => Types.JSON.ToBytes(null)).Should().Throw<ArgumentNullException>();
    }
}
