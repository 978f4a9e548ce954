// One session of the official SDK at a time, driven by a test line by line.
//   in:  {"id":1,"command":"set","args":{...}}
//   out: {"id":1,"result":...} | {"id":1,"error":{...}} | {"source":2,"event":{...}}
// The source of an event is the number that the test gave to the session or to the stream.
// Commands run as they come in; a later one does not wait for the answer to an earlier one.
import { createInterface } from 'node:readline';
import diffusion from 'diffusion';
import { control } from './control.mjs';
import { timeSeries } from './series.mjs';

// Standard output carries the protocol alone; whatever the SDK has to say goes to standard error.
console.log = console.info = console.debug = console.error;

const { topics } = diffusion;
const series = timeSeries(diffusion, toWire);
const { dataType } = series;
const streams = new Map();
let session;

const write = message => process.stdout.write(`${JSON.stringify(message)}\n`);

const fromWire = (type, value) => (type === 'binary' && value !== null ? Buffer.from(value, 'base64') : value);

function toWire(value) {
  if (value === null || value === undefined) return null;
  if (series.isEvent(value)) return series.event(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value.get === 'function') {
    const content = value.get();
    return content instanceof Uint8Array ? Buffer.from(content).toString('base64') : content;
  }
  if (typeof value.asArray === 'function') return toWire(value.asArray());
  return typeof value === 'object' ? value.toString() : value;
}

const specification = ({ type, properties }) =>
  new topics.TopicSpecification(topics.TopicType[type], properties ?? {});

const typeName = id => Object.keys(topics.TopicType).find(name => topics.TopicType[name] === id) ?? String(id);

const describe = spec => spec && { type: typeName(spec.type), properties: spec.properties ?? {} };

const operator = name => diffusion.topicUpdate.UpdateConstraintOperator[name];

function constraint(c) {
  const factory = diffusion.updateConstraints();
  switch (c.kind) {
    case 'noTopic': return factory.noTopic();
    case 'noValue': return factory.noValue();
    case 'and': return constraint(c.left).and(constraint(c.right));
    case 'or': return constraint(c.left).or(constraint(c.right));
    case 'value': {
      const operand = fromWire(c.type, c.value);
      return c.operator
        ? factory.value(operator(c.operator), operand, dataType(c.type))
        : factory.value(operand, dataType(c.type));
    }
    case 'json': {
      const json = c.with.reduce((all, w) => all.with(w.pointer, w.value, operator(w.operator)), factory.jsonValue());
      return c.without.reduce((all, pointer) => all.without(pointer), json);
    }
    default: throw new Error(`No such constraint: ${c.kind}`);
  }
}

// To connect may take as long as tests wait for anything, which is more than by default.
// reconnect: {timeout, interval} tries again that soon, and not after five seconds as by default.
function connectOptions(given) {
  const options = { connectionTimeout: 60_000, ...given };
  if (options.reconnect?.interval === undefined) return options;
  const { timeout, interval } = options.reconnect;
  return { ...options, reconnect: { timeout, strategy: start => setTimeout(start, interval) } };
}

function updateOptions(args) {
  const options = {};
  if (args.constraint) options.constraint = constraint(args.constraint);
  if (args.specification) options.specification = specification(args.specification);
  return options;
}

function listen(id, stream) {
  const send = event => write({ source: id, event });
  stream.on({
    subscribe: (path, spec) => send({ kind: 'subscribe', path, specification: describe(spec) }),
    unsubscribe: (path, spec, reason) =>
      send({ kind: 'unsubscribe', path, specification: describe(spec), reason: { id: reason?.id, reason: reason?.reason } }),
    value: (path, spec, value, old) => send({ kind: 'value', path, value: toWire(value), old: toWire(old) }),
    close: () => send({ kind: 'close' }),
    error: error => send({ kind: 'error', reason: problem(error) }),
  });
  streams.set(id, stream);
}

const controlCommands = control(diffusion, {
  current: () => session,
  send: (source, event) => write({ source, event }),
  dataType,
  toValue: fromWire,
  plain: toWire,
  problem,
});

const commands = {
  ...controlCommands,
  version: () => diffusion.version,

  async connect({ number, options }) {
    const send = event => write({ source: number, event });
    session = await diffusion.connect(connectOptions(options));
    session.on({
      disconnect: reason => send({ kind: 'disconnect', id: reason?.id, message: reason?.message }),
      reconnect: () => send({ kind: 'reconnect' }),
      error: error => send({ kind: 'error', message: String(error?.message ?? error) }),
      close: reason => send({ kind: 'close', id: reason?.id, message: reason?.message }),
    });
    return { sessionId: session.sessionId.toString(), principal: session.getPrincipal() };
  },

  state: () => ({ connected: session.isConnected(), closed: session.isClosed() }),
  close: () => session.closeSession(),

  // Makes room for another session: whether this one is closed.
  async reset() {
    const closing = session;
    session = undefined;
    streams.clear();
    if (closing && !closing.isClosed()) {
      await Promise.race([closing.closeSession(), new Promise(resolve => setTimeout(resolve, 5000))]);
    }
    return !closing || closing.isClosed();
  },

  properties: () => session.getSessionProperties(),
  async ping() {
    const { timestamp, rtt } = await session.pingServer();
    return { timestamp: Number(timestamp), rtt: Number(rtt) };
  },

  add: args => session.topics.add(args.path, specification(args)),
  remove: ({ selectors }) => session.topics.remove(...selectors),
  set: args => session.topicUpdate.set(args.path, dataType(args.type), fromWire(args.type, args.value), updateOptions(args)),

  append: args => series.append(session, { ...args, value: fromWire(args.type, args.value) }),
  edit: args => series.edit(session, { ...args, value: fromWire(args.type, args.value) }),
  query: args => series.query(session, args),

  addStream({ id, selector, type }) {
    listen(id, selector === null ? session.addFallbackStream(dataType(type)) : session.addStream(selector, dataType(type)));
  },
  closeStream({ id }) {
    streams.get(id).close();
    streams.delete(id);
  },

  select: ({ selectors, scope }) =>
    scope === null ? session.select(...selectors) : session.selectWithScope(selectors, scope),
  unsubscribe: ({ selectors, scope }) =>
    scope === null ? session.unsubscribe(...selectors) : session.unsubscribeWithScope(selectors, scope),
  unsubscribeAllScopes: ({ selectors }) => session.unsubscribeAllScopes(selectors),

  // steps: the calls on the fetch request in order, each [method, ...arguments].
  async fetch({ selectors, steps }) {
    const request = steps.reduce((built, [method, ...args]) => {
      if (method === 'withValues') return built.withValues(...args.map(dataType));
      if (method === 'topicTypes') return built.topicTypes(args.map(name => topics.TopicType[name]));
      return built[method](...args);
    }, session.fetchRequest());
    const result = await request.fetch(...selectors);
    const valued = steps.some(([method]) => method === 'withValues');
    return {
      hasMore: result.hasMore(),
      results: result.results().map(topic => ({
        path: topic.path(),
        type: typeName(topic.type()),
        properties: topic.specification().properties ?? {},
        value: valued ? toWire(topic.value()) : null,
        size: topic.valueSize(),
        count: topic.valueCount(),
        totalSize: Number(topic.valueTotalSize()),
      })),
    };
  },

  // Anything else of the API: a dotted path from the session, and plain JSON as arguments.
  async call({ method, args }) {
    const names = method.split('.');
    const last = names.pop();
    const owner = names.reduce((object, name) => object[name], session);
    return toPlain(await owner[last](...args));
  },
};

function toPlain(value) {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return String(value);
  }
}

// The SDK rejects with an ErrorReason, a close reason, an Error whose cause is either, a list of ErrorReports, or with undefined.
function problem(error) {
  const reason = error?.cause?.id === undefined ? error : error.cause;
  const isNamed = name => reason?.id !== undefined && diffusion.errors[name]?.id === reason.id;
  return {
    id: typeof reason?.id === 'number' ? reason.id : null,
    name: Object.keys(diffusion.errors).find(isNamed) ?? null,
    reason: String(reason?.reason ?? reason?.message ?? error?.message ?? error),
    reports: Array.isArray(error) ? error.map(({ message, line, column }) => ({ message, line, column })) : [],
  };
}

async function run({ id, command, args }) {
  try {
    write({ id, result: (await commands[command](args)) ?? null });
  } catch (error) {
    write({ id, error: problem(error) });
  }
}

// The test's end, or its death, closes the input.
createInterface({ input: process.stdin })
  .on('line', line => void run(JSON.parse(line)))
  .on('close', () => process.exit(0));
