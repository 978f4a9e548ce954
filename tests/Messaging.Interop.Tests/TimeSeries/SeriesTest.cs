using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.TimeSeries;

/// <summary>A test in which the JavaScript SDK uses time series topics of the local server.</summary>
public abstract class SeriesTest : InteropTest
{
    /// <summary>The time of the tests' own timestamps: well before those of the server.</summary>
    protected const long Then = 1_700_000_000_000;

    protected const int IncompatibleDataType = 108;
    protected const int InvalidData = 106;
    protected const int NoSuchTopic = 9002;
    protected const int NoSuchEvent = 9013;

    /// <summary>Adds a time series topic; null leaves a property out.</summary>
    protected static Task AddSeriesAsync(
        JsSession js, string path, string? type = "json", string? retained = "limit 100", string? subscription = "limit 100") =>
        js.AddTopicAsync(path, "TIME_SERIES", Properties(type, retained, subscription));

    /// <summary>The properties of a time series topic; null leaves one out.</summary>
    protected static JsonObject Properties(string? type = "json", string? retained = null, string? subscription = null)
    {
        JsonObject properties = [];
        Add("TIME_SERIES_EVENT_VALUE_TYPE", type);
        Add("TIME_SERIES_RETAINED_RANGE", retained);
        Add("TIME_SERIES_SUBSCRIPTION_RANGE", subscription);
        return properties;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties[name] = value;
            }
        }
    }

    /// <summary>Appends numbers, one after the other, from 0 up.</summary>
    protected static async Task AppendNumbersAsync(JsSession js, string path, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await js.AppendAsync(path, i);
        }
    }

    /// <summary>A time series stream of a subscribed topic, after its subscription was told.</summary>
    protected static async Task<JsStream> SubscribeAsync(JsSession js, string path, string type = "timeseries(json)")
    {
        JsStream stream = await js.AddStreamAsync(path, type);
        await js.SelectAsync(path);
        await stream.NextAsync("subscribe");
        return stream;
    }
}
