// Three elements that do what only the browser can do. They need no call from the server.

// <local-time datetime="2026-11-23T20:00:00Z">: the time in the reader's time zone and the reader's language.
class LocalTime extends HTMLElement {
  static observedAttributes = ['datetime'];

  attributeChangedCallback() {
    const time = new Date(this.getAttribute('datetime'));
    const isToday = time.toDateString() === new Date().toDateString();
    this.textContent = time.toLocaleString([], isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
    this.title = time.toLocaleString([], { dateStyle: 'full', timeStyle: 'long' });
  }
}

// <message-log>: what is new scrolls into view, unless the reader is looking at something older.
class MessageLog extends HTMLElement {
  #follows = true;
  #changes = new MutationObserver(() => this.#follow());
  #size = new ResizeObserver(() => this.#follow());

  constructor() {
    super();
    this.addEventListener('scroll', () => {
      this.#follows = this.scrollHeight - this.scrollTop - this.clientHeight < 50;
    });
  }

  connectedCallback() {
    this.#changes.observe(this, { childList: true });
    this.#size.observe(this);
  }

  disconnectedCallback() {
    this.#changes.disconnect();
    this.#size.disconnect();
  }

  #follow() {
    if (this.#follows || this.lastElementChild?.classList.contains('own')) {
      this.scrollTop = this.scrollHeight;
    }
  }
}

// <message-box maximum="100000">: Enter sends, Shift+Enter begins a new line, and a text that is too long stays here.
class MessageBox extends HTMLElement {
  #holdBack = event => {
    if (this.contains(event.target) && this.#check(event.target)) {
      event.stopPropagation(); // more than the web server takes
    }
  };

  constructor() {
    super();
    this.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        event.target.dispatchEvent(new Event('change', { bubbles: true })); // Blazor reads the text on "change"
        event.target.form.requestSubmit();
      }
    });
    this.addEventListener('input', event => this.#check(event.target));
    this.addEventListener('submit', () => this.querySelector('textarea').focus());
  }

  // Blazor hears of an event at the document, on its way down to the box; only the window hears of it earlier.
  connectedCallback() {
    window.addEventListener('change', this.#holdBack, true);
  }

  disconnectedCallback() {
    window.removeEventListener('change', this.#holdBack, true);
  }

  #check(box) {
    const maximum = Number(this.getAttribute('maximum'));
    const problem = box.value.length <= maximum ? ''
      : `A message has at most ${maximum.toLocaleString()} characters; this one has ${box.value.length.toLocaleString()}.`;
    box.setCustomValidity(problem); // the browser does not submit the form while there is one
    this.querySelector('output').textContent = problem;
    return problem;
  }
}

customElements.define('local-time', LocalTime);
customElements.define('message-log', MessageLog);
customElements.define('message-box', MessageBox);
