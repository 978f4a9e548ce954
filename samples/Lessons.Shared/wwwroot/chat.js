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

// <message-log>: what is new scrolls into view, unless the reader is looking at something older. That stays where it is,
// whatever comes, goes or grows above it. A button with data-older="…" is pressed when it comes into view, once for each value.
class MessageLog extends HTMLElement {
  #follows = true;
  #last = null;
  #anchor = null;
  #anchorTop = 0;
  #asked = null;
  #changes = new MutationObserver(() => this.#changed());
  #size = new ResizeObserver(() => this.#settle());
  #older = new IntersectionObserver(entries => this.#askForOlder(entries.at(-1)), { root: this, rootMargin: '300px 0px 0px' });

  constructor() {
    super();
    this.addEventListener('scroll', () => {
      this.#follows = this.scrollHeight - this.scrollTop - this.clientHeight < 50;
      this.#holdOn();
    });
  }

  connectedCallback() {
    this.#changes.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter: ['data-older'] });
    this.#size.observe(this);
  }

  disconnectedCallback() {
    this.#changes.disconnect();
    this.#size.disconnect();
    this.#older.disconnect();
  }

  #changed() {
    const isNew = this.#last !== this.lastElementChild;
    this.#last = this.lastElementChild;
    this.#follows ||= isNew && this.#last?.classList.contains('own');
    this.#settle();

    this.#older.disconnect();
    const button = this.querySelector('button[data-older]');
    if (button && button.dataset.older !== this.#asked) {
      this.#older.observe(button);
    }
  }

  #settle() {
    if (this.#follows) {
      this.scrollTop = this.scrollHeight;
    } else if (this.#anchor?.isConnected) {
      this.scrollTop += this.#topOf(this.#anchor) - this.#anchorTop;
    }
    this.#holdOn();
  }

  // The first message in view is what the reader is looking at.
  #holdOn() {
    const top = this.getBoundingClientRect().top;
    this.#anchor = [...this.children].find(child => child.matches('.message, .notice') && child.getBoundingClientRect().bottom > top);
    this.#anchorTop = this.#anchor ? this.#topOf(this.#anchor) : 0;
  }

  // Within the whole content, wherever it is scrolled to.
  #topOf(element) {
    return element.getBoundingClientRect().top - this.getBoundingClientRect().top + this.scrollTop;
  }

  #askForOlder(entry) {
    if (entry.isIntersecting && !entry.target.disabled) {
      this.#asked = entry.target.dataset.older;
      this.#older.disconnect();
      entry.target.click();
    }
  }
}

// <message-box maximum="100000" returned="…">: Enter sends and empties the box, Shift+Enter begins a new line, and a text that is
// too long stays here. What is returned goes back into the box, unless the next text is there already. One of the class
// "editor" takes the focus when it comes, Escape presses its button data-cancel, and it gives the focus back.
class MessageBox extends HTMLElement {
  static observedAttributes = ['returned'];

  #holdBack = event => {
    if (this.contains(event.target) && this.#check(event.target)) {
      event.stopPropagation(); // more than the web server takes
    }
  };

  constructor() {
    super();
    this.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches('textarea')) {
        event.preventDefault();
        event.target.dispatchEvent(new Event('change', { bubbles: true })); // Blazor reads the text on "change"
        event.target.form.requestSubmit();
      } else if (event.key === 'Escape') {
        this.querySelector('[data-cancel]')?.click();
      }
    });
    this.addEventListener('input', event => this.#check(event.target));
    this.addEventListener('submit', () => {
      const box = this.querySelector('textarea');
      box.focus();
      if (!this.#isEditor) {
        box.value = ''; // Blazor has read it on "change"
      }
    });
  }

  // Blazor hears of an event at the document, on its way down to the box; only the window hears of it earlier.
  connectedCallback() {
    window.addEventListener('change', this.#holdBack, true);
    if (this.#isEditor) {
      requestAnimationFrame(() => this.#begin(this.querySelector('textarea')));
    }
  }

  disconnectedCallback() {
    window.removeEventListener('change', this.#holdBack, true);
    if (this.#isEditor && document.activeElement === document.body) {
      document.querySelector('message-box:not(.editor) textarea')?.focus();
    }
  }

  attributeChangedCallback(name, before, returned) {
    const box = this.querySelector('textarea');
    if (returned && box?.value === '') {
      box.value = returned;
    }
  }

  get #isEditor() {
    return this.classList.contains('editor');
  }

  #begin(box) {
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
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
