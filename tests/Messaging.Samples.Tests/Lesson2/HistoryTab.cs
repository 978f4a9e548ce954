using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>What the pages of this lesson have besides.</summary>
internal static class HistoryTab
{
    extension(ChatTab tab)
    {
        /// <summary>Where live begins.</summary>
        public ILocator LiveMarker => tab.Log.GetByText("Live from here");

        /// <summary>What is above the first message.</summary>
        public ILocator Beginning => tab.Log.Locator(".older");

        /// <summary>The field in which a message is edited.</summary>
        public ILocator Editor => tab.Log.GetByLabel("Text of the message");

        /// <summary>A button of a message.</summary>
        public ILocator ButtonOf(string message, string button) =>
            tab.Message(message).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true });

        /// <summary>Joins a room and waits until what it holds is there.</summary>
        public async Task JoinRoomAsync(string name, string room, string? principal = null)
        {
            await tab.SubmitSettingsAsync(name, room, principal: principal, password: principal is null ? null : "password");
            await tab.WhenChattingAsync();
            await tab.LiveMarker.WaitForAsync();
        }

        /// <summary>Opens a message for editing and puts another text into the field.</summary>
        public async Task BeginToEditAsync(string message, string text)
        {
            await tab.ButtonOf(message, "Edit").PressAsync("Enter");
            await Expect(tab.Editor).ToBeFocusedAsync();
            TestSecrets.Conceal(text);
            await tab.Editor.FillAsync(text);
        }

        /// <summary>Gives a message another text, with the keyboard.</summary>
        public async Task EditAsync(string message, string text)
        {
            await tab.BeginToEditAsync(message, text);
            await tab.Editor.PressAsync("Enter");
        }

        /// <summary>Removes a message.</summary>
        public async Task RemoveAsync(string message)
        {
            await tab.ButtonOf(message, "Remove").ClickAsync();
            await tab.ButtonOf(message, "Really remove").ClickAsync();
        }

        /// <summary>Scrolls to the very top, where older messages are loaded.</summary>
        public Task ScrollToTopAsync() => tab.Log.EvaluateAsync(
            "log => new Promise(done => { log.addEventListener('scroll', () => done(), { once: true }); log.scrollTop = 0; })");

        /// <summary>Scrolls up until a message is there.</summary>
        public async Task ScrollUpToAsync(string message)
        {
            while (await tab.Message(message).CountAsync() == 0)
            {
                int count = await tab.Messages.CountAsync();
                await tab.ScrollToTopAsync();
                await Expect(tab.Messages).Not.ToHaveCountAsync(count);
            }
        }

        /// <summary>Where a message is in the window, in pixels from the top.</summary>
        public async Task<double> TopOfAsync(string message) => (await tab.Message(message).BoundingBoxAsync())!.Y;
    }
}
