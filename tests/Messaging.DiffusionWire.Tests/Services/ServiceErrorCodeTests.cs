using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class ServiceErrorCodeTests
{
    [Theory]
    [Trait("Rule", "WIRE-25")]
    [InlineData("service_error_100_communication_failure", ServiceErrorCode.CommunicationFailure)]
    [InlineData("service_error_101_session_closed", ServiceErrorCode.SessionClosed)]
    [InlineData("service_error_102_request_time_out", ServiceErrorCode.RequestTimeOut)]
    [InlineData("service_error_103_access_denied", ServiceErrorCode.AccessDenied)]
    [InlineData("service_error_104_unsupported", ServiceErrorCode.Unsupported)]
    [InlineData("service_error_105_callback_exception", ServiceErrorCode.CallbackException)]
    [InlineData("service_error_106_invalid_data", ServiceErrorCode.InvalidData)]
    [InlineData("service_error_107_no_such_session", ServiceErrorCode.NoSuchSession)]
    [InlineData("service_error_108_incompatible_datatype", ServiceErrorCode.IncompatibleDatatype)]
    [InlineData("service_error_109_unhandled_message", ServiceErrorCode.UnhandledMessage)]
    [InlineData("service_error_110_cluster_repartition", ServiceErrorCode.ClusterRepartition)]
    [InlineData("service_error_111_incompatible_state", ServiceErrorCode.IncompatibleState)]
    [InlineData("service_error_112_cluster_routing", ServiceErrorCode.ClusterRouting)]
    [InlineData("service_error_200_topic_tree_registration_conflict", ServiceErrorCode.TopicTreeRegistrationConflict)]
    [InlineData("service_error_201_handler_conflict", ServiceErrorCode.HandlerConflict)]
    [InlineData("service_error_202_invalid_path", ServiceErrorCode.InvalidPath)]
    [InlineData("service_error_9003_rejected_request", ServiceErrorCode.RejectedRequest)]
    public void Code_OfPublicTable_HasName(string vector, int expected) => CodeIn(vector).Should().Be(expected);

    [Theory]
    [Trait("Rule", "TOPIC-07")]
    [InlineData("add_topic_error_103", ServiceErrorCode.AccessDenied)]
    [InlineData("add_topic_error_110", ServiceErrorCode.ClusterRepartition)]
    [InlineData("add_topic_error_9004", ServiceErrorCode.TopicExistsMismatch)]
    [InlineData("add_topic_error_9005", ServiceErrorCode.TopicInvalidName)]
    [InlineData("add_topic_error_9006", ServiceErrorCode.TopicInvalidDetails)]
    [InlineData("add_topic_error_9007", ServiceErrorCode.TopicExceededLicenseLimit)]
    [InlineData("add_topic_error_9010", ServiceErrorCode.TopicExistsIncompatible)]
    [InlineData("add_topic_error_9011", ServiceErrorCode.TopicUnexpectedError)]
    public void Code_OfAddingTopics_HasName(string vector, int expected) => CodeIn(vector).Should().Be(expected);

    [Fact]
    [Trait("Rule", "TOPIC-42")]
    public void Code_OfUnsatisfiedConstraint_HasName() => CodeIn("set_error_unsatisfied_constraint").Should().Be(ServiceErrorCode.UnsatisfiedConstraint);

    [Fact]
    [Trait("Rule", "TOPIC-41")]
    public void Code_OfMissingTopic_IsTheOneTheSurveyUsed() => CodeIn("ts_range_error").Should().Be(ServiceErrorCode.NoSuchTopic);

    private static int CodeIn(string vector) => Frame.Read(GoldenVectors.Get(vector).Bytes).ReadBody<ServiceError>().Code;
}
