using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>What the pages of this lesson have besides.</summary>
internal static class AccountTab
{
    extension(ChatTab tab)
    {
        /// <summary>What the sign-in page says first.</summary>
        public ILocator Notice => tab.Page.GetByRole(AriaRole.Status);

        /// <summary>The button that signs in.</summary>
        public ILocator SignInButton => tab.Button("Sign in");

        /// <summary>The rows of the administrators' page.</summary>
        public ILocator People => tab.Page.Locator("tbody").GetByRole(AriaRole.Row);

        /// <summary>A button of the page, by its whole name.</summary>
        public ILocator Button(string name) =>
            tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

        /// <summary>The row of a person.</summary>
        public ILocator Person(string name) => tab.People.Filter(new LocatorFilterOptions { HasText = name });

        /// <summary>A button in the row of a person.</summary>
        public ILocator ButtonOfPerson(string name, string button) =>
            tab.Person(name).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true });

        /// <summary>Fills in the sign-up page and presses the button.</summary>
        public async Task SubmitSignUpAsync(string name, string password, string? again = null)
        {
            await tab.FillAsync(("Name", name), ("Password", password), ("Password again", again ?? password));
            await tab.Button("Sign up").ClickAsync();
        }

        /// <summary>Fills in the form for signing in and presses the button.</summary>
        public async Task SubmitSignInAsync(string name, string password)
        {
            await tab.FillAsync(("Name", name), ("Password", password));
            await tab.SignInButton.ClickAsync();
        }
    }
}
