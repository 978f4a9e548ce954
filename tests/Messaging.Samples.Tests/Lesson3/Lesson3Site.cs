using Messaging.Samples.Tests.Lessons;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>The sample of lesson 3, with room for many sign-ups from one address.</summary>
public sealed class Lesson3Site() : LessonFixture(
    "Lesson3.Security", "--Limits:SignUp:PerAddress=1000", "--Limits:SignUp:Overall=1000", "--Limits:SignIn:PerAddress=1000", "--Limits:SignIn:Overall=1000")
{
    /// <summary>The room of everybody.</summary>
    public const string Room = "Default Room";

    /// <summary>The administrator of the sample's own server.</summary>
    public const string Administrator = "admin";

    /// <summary>The administrator's password.</summary>
    public const string AdministratorPassword = "password";
}
