// Time series with the official SDK: the same calls, written the same, in Node and in a page.
//   diffusion: the SDK;  plain: makes plain JSON of an event's value.
// Ranges are lists of steps, the calls on the range query in order, each [method, ...arguments]; an argument
// {"date": 1700000000000} is a Date, the argument of "as" the name of a data type.
export function timeSeries(diffusion, plain = value => value?.get?.() ?? value ?? null) {
  const dataType = name => {
    const [, eventType] = /^timeseries\((\w+)\)$/.exec(name) ?? [];
    return eventType ? diffusion.datatypes.timeseries(dataType(eventType)) : diffusion.datatypes[name]();
  };

  // Numbers of the SDK may be objects beyond 32 bits.
  const metadata = ({ sequence, timestamp, author }) => ({ sequence: Number(sequence), timestamp: Number(timestamp), author });

  const isEvent = value => typeof value === 'object' && value !== null && 'isEditEvent' in value;

  const event = e => ({
    ...metadata(e),
    value: plain(e.value),
    isEditEvent: e.isEditEvent,
    originalEvent: metadata(e.originalEvent),
  });

  const argument = value => (value?.date === undefined ? value : new Date(value.date));

  const range = (session, steps) =>
    steps.reduce(
      (query, [method, ...args]) => query[method](...args.map(method === 'as' ? dataType : argument)),
      session.timeseries.rangeQuery());

  const result = r => ({
    selectedCount: Number(r.selectedCount),
    isComplete: r.isComplete,
    streamStructure: r.streamStructure.name,
    events: r.events.map(event),
  });

  return {
    dataType,
    isEvent,
    event,

    append: async (session, { path, value, type, timestamp }) =>
      metadata(await session.timeseries.append(path, value, type ? dataType(type) : undefined, timestamp ?? undefined)),

    edit: async (session, { path, sequence, value, type }) =>
      metadata(await session.timeseries.edit(path, sequence, value, type ? dataType(type) : undefined)),

    query: async (session, { path, steps }) => result(await range(session, steps).selectFrom(path)),
  };
}
