// The official JavaScript SDK as a client of the local server: the same workloads as the other clients have, in one process.
//   node client.mjs SDK_DIRECTORY SETTINGS
// Prints one line of JSON: what RunResult is in the benchmark.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Standard output carries the result alone; whatever the SDK has to say goes to standard error.
console.log = console.info = console.debug = console.error;

const [, , sdk, json] = process.argv;
const settings = JSON.parse(json);
const diffusion = createRequire(join(sdk, 'package.json'))('diffusion');
const { topics, datatypes } = diffusion;

const numberCount = 8192;
const textLength = 125;
const digits = 10;
const retained = 1000;
const sleep = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

// Whether a condition holds within the time that things may take.
async function until(condition) {
  const end = performance.now() + settings.patience * 1000;
  while (!condition()) {
    if (performance.now() > end) return false;
    await sleep(0.005);
  }
  return true;
}

const texts = Array.from({ length: numberCount }, (_, number) => `${String(number).padStart(digits, '0')} `.padEnd(textLength, 'x'));
const numberIn = text => (text.length === textLength ? Number(text.slice(0, digits)) : -1);
const senderName = sender => `u${String(sender).padStart(5, '0')}`;
const senderIn = name => (name.length === 6 && name[0] === 'u' ? Number(name.slice(1)) : -1);

// With an id, as the .NET client has one: the values have the same length on the wire.
const message = (number, name) => ({ text: texts[number % numberCount], name, timestamp: new Date().toISOString(), id: randomUUID() });

let fail;
const failed = new Promise((_, reject) => { fail = reject; });
failed.catch(() => {});

async function connect() {
  const url = new URL(settings.url);
  const session = await diffusion.connect({
    host: url.hostname,
    port: Number(url.port),
    secure: false,
    principal: settings.principal,
    credentials: settings.password,
  });
  session.on({ error: fail, disconnect: reason => fail(reason) });
  return session;
}

const addRoom = (session, path) => session.topics.add(path, new topics.TopicSpecification(topics.TopicType.TIME_SERIES, {
  TIME_SERIES_EVENT_VALUE_TYPE: 'json',
  TIME_SERIES_RETAINED_RANGE: `limit ${retained}`,
  TIME_SERIES_SUBSCRIPTION_RANGE: 'limit 100',
}));

const append = (session, path, number, name) => session.timeseries.append(path, message(number, name), datatypes.json());

// Deliveries of one topic to many sessions. Whoever is the last to get a message publishes the next.
async function fanOut(window) {
  const path = `Chat/js-${process.pid}`;
  const publisher = await connect();
  await addRoom(publisher, path);
  const subscribers = [];
  const count = Math.max(2, Math.round(100 * settings.scale));
  const awaited = new Int32Array(window).fill(count);
  let published = 0;
  let stopping = false;
  let deliveries = 0;

  const publish = () => { append(publisher, path, published++, senderName(0)).catch(fail); };
  const onDelivered = number => {
    if (--awaited[number % window] > 0) return;
    awaited[number % window] = count;
    if (!stopping) publish();
  };

  for (let index = 0; index < count; index++) {
    const session = await connect();
    const subscriber = { session, received: 0 };
    session.addStream(path, datatypes.timeseries(datatypes.json())).on({
      value: (_, __, event) => {
        const { text, name } = event.value.get();
        const number = numberIn(text);
        if (number !== subscriber.received % numberCount || senderIn(name) !== 0) {
          fail(new Error(`Message ${number} came where ${subscriber.received} was next.`));
        }
        subscriber.received++;
        deliveries++;
        onDelivered(number);
      },
      error: fail,
    });
    await session.select(path);
    subscribers.push(subscriber);
  }

  return {
    sessions: [publisher, ...subscribers.map(({ session }) => session)],
    operations: () => deliveries,
    start: () => { for (let index = 0; index < window; index++) publish(); },
    async check() {
      stopping = true;
      if (!(await until(() => subscribers.every(({ received }) => received === published)))) {
        throw new Error(`Messages are missing ${settings.patience} s after the last was published.`);
      }
      return deliveries;
    },
  };
}

// Appends to a history, each loop waiting for the server's answer.
async function appends() {
  const path = `Chat/js-${process.pid}`;
  const session = await connect();
  await addRoom(session, path);
  let next = 0;
  let accepted = 0;
  let stopping = false;
  let loops;
  const loop = async () => {
    while (!stopping) {
      await append(session, path, next++, senderName(0));
      accepted++;
    }
  };
  return {
    sessions: [session],
    operations: () => accepted,
    start: () => {
      loops = Promise.all(Array.from({ length: 256 }, loop));
      loops.catch(fail);
    },
    async check() {
      stopping = true;
      await loops;
      const { events } = await session.timeseries.rangeQuery().fromLast(100).as(datatypes.json()).selectFrom(path);
      const first = Math.max(0, accepted - 100);
      if (events.length !== accepted - first || next !== accepted) throw new Error(`The history gave ${events.length} messages.`);
      events.forEach((event, index) => {
        const number = numberIn(event.value.get().text);
        if (number !== (first + index) % numberCount) throw new Error(`Message ${number} came from the history, where ${first + index} was next.`);
      });
      return events.length;
    },
  };
}

const workloads = { W2: () => fanOut(128), 'W2-1': () => fanOut(1), W4: appends };

// In microseconds. Clock ticks of other processes are hundredths of a second.
function serverCpu() {
  const stat = readFileSync(`/proc/${settings.serverProcess}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { user: Number(fields[11]) * 10_000, kernel: Number(fields[12]) * 10_000 };
}

function clientCpu() {
  const { user, system } = process.cpuUsage();
  return { user, kernel: system };
}

const take = workload => ({ time: performance.now(), operations: workload.operations(), client: clientCpu(), server: serverCpu() });
const per = (later, earlier, operations) => ({ user: (later.user - earlier.user) / operations, kernel: (later.kernel - earlier.kernel) / operations });
const rate = (from, to) => ((to.operations - from.operations) * 1000) / (to.time - from.time);

// Longer, if nothing has happened by then: a short window on a busy machine may hold no operation at all.
async function sleepForHalfTheWindow(workload, since) {
  await sleep(settings.window / 2);
  await until(() => workload.operations() !== since.operations);
}

async function run() {
  const workload = await workloads[settings.workload]();
  workload.start();
  await sleep(settings.warmUp);
  const start = take(workload);
  await sleepForHalfTheWindow(workload, start);
  const middle = take(workload);
  await sleepForHalfTheWindow(workload, middle);
  const end = take(workload);
  const operations = end.operations - start.operations;
  if (operations === 0) throw new Error('Nothing happened in the whole window.');
  const checkedMessages = await workload.check();
  return {
    operations,
    seconds: (end.time - start.time) / 1000,
    operationsPerSecond: rate(start, end),
    steadiness: rate(middle, end) / rate(start, middle),
    serverCpu: per(end.server, start.server, operations),
    clientCpu: per(end.client, start.client, operations),
    checkedMessages,
  };
}

const names = { peer: settings.peer, workload: settings.workload };
let result;
try {
  result = { ...names, ...(await Promise.race([run(), failed])) };
} catch (error) {
  result = { ...names, failure: String(error?.stack ?? error?.message ?? error?.reason ?? error) };
}

process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(result.failure ? 1 : 0));
