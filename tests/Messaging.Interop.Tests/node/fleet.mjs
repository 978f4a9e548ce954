// Many sessions of the official SDK in one process, which write and read on their own and come back by the SDK's own rules.
//   in:  {"id":1,"command":"start","args":{...}}
//   out: {"id":1,"result":...} | {"id":1,"error":{...}} | {"source":"writer name","event":{...}}
import { createInterface } from 'node:readline';
import diffusion from 'diffusion';

// Standard output carries the protocol alone; whatever the SDK has to say goes to standard error.
console.log = console.info = console.debug = console.error;

const write = message => process.stdout.write(`${JSON.stringify(message)}\n`);
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const path = (prefix, room) => `${prefix}/${room}`;
const json = diffusion.datatypes.json();
const reasonOf = reason => ({ id: reason?.id ?? null, message: String(reason?.message ?? reason?.reason ?? reason) });

const counts = { disconnects: 0, reconnects: 0, reopened: 0 };
const readers = [];
let options;
let stopWriting = false;
let stopping = false;

// A session that is opened again whenever it has closed.
class Member {
  constructor(name, onOpen = () => {}) {
    this.name = name;
    this.onOpen = onOpen;
    this.session = this.open();
  }

  async open() {
    for (;;) {
      try {
        const session = await diffusion.connect({
          host: options.host,
          port: options.port,
          secure: false,
          reconnect: { timeout: 60_000, strategy: start => setTimeout(start, 50 + Math.random() * 250) },
        });
        session.on({
          disconnect: () => { counts.disconnects++; },
          reconnect: () => { counts.reconnects++; },
          close: reason => {
            if (stopping) return;
            counts.reopened++;
            write({ source: this.name, event: { kind: 'closed', ...reasonOf(reason) } });
            this.session = this.open();
          },
        });
        await this.onOpen(session);
        return session;
      } catch {
        await sleep(200);
      }
    }
  }
}

class Writer extends Member {
  async run({ room, pause }) {
    let number = 0;
    while (!stopWriting) {
      await this.send(room, ++number);
      await sleep(pause * Math.random() * 2);
    }

    // The last one has to get through.
    while (!(await this.send(room, ++number))) await sleep(200);
  }

  async send(room, number) {
    const session = await this.session;
    const text = `${this.name}-${String(number).padStart(7, '0')}`;
    const tell = event => write({ source: this.name, event: { number, ...event } });
    if (!session.isConnected()) {
      tell({ kind: 'notSent' });
      await sleep(50);
      return false;
    }

    try {
      const value = { text, name: this.name, timestamp: new Date().toISOString() };
      const { sequence } = await session.timeseries.append(path(options.prefix, room), value, json);
      tell({ kind: 'accepted', sequence: Number(sequence) });
      return true;
    } catch (error) {
      tell({ kind: 'unknown', ...reasonOf(error) });
      return false;
    }
  }
}

// Within one subscription the numbers follow each other without a hole.
class Reader {
  constructor(name, room) {
    this.name = name;
    this.events = 0;
    this.last = -1;
    this.subscriptions = 0;
    this.refreshes = 0;
    this.problems = [];
    this.member = new Member(name, session => this.subscribe(session, path(options.prefix, room)));
  }

  subscribe(session, topic) {
    let expected = null;
    session.addStream(topic, diffusion.datatypes.timeseries(json)).on({
      subscribe: () => {
        this.subscriptions++;
        expected = null;
      },
      unsubscribe: () => {
        this.refreshes++;
        expected = null;
      },
      value: (_, __, event) => {
        const sequence = Number(event.sequence);
        if (expected !== null && sequence !== expected) this.problems.push(`was told of message ${sequence} where ${expected} was due`);
        expected = sequence + 1;
        this.last = Math.max(this.last, sequence);
        this.events++;
      },
      error: error => {
        if (error?.id !== diffusion.errors.SESSION_CLOSED.id) this.problems.push(`its stream ended: ${reasonOf(error).message}`);
      },
    });
    return session.select(topic);
  }

  report() {
    const { name, events, last, subscriptions, refreshes, problems } = this;
    return { name, events, last, subscriptions, refreshes, problems };
  }
}

let writing = Promise.resolve();

const commands = {
  async start(args) {
    options = args;
    readers.push(...args.readers.map(({ name, room }) => new Reader(name, room)));
    const writers = args.writers.map(({ name }) => new Writer(name));
    await Promise.all([...writers, ...readers.map(reader => reader.member)].map(member => member.session));
    writing = Promise.all(writers.map((writer, index) => writer.run({ room: args.writers[index].room, pause: args.pause })));
  },

  // Answers when each writer's last message is accepted.
  async stopWriting() {
    stopWriting = true;
    await writing;
  },

  report: () => ({ counts, readers: readers.map(reader => reader.report()) }),
};

async function run({ id, command, args }) {
  try {
    write({ id, result: (await commands[command](args)) ?? null });
  } catch (error) {
    write({ id, error: { id: null, name: null, reason: String(error?.message ?? error), reports: [] } });
  }
}

// The test's end, or its death, closes the input.
createInterface({ input: process.stdin })
  .on('line', line => void run(JSON.parse(line)))
  .on('close', () => process.exit(0));
