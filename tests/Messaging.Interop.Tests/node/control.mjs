// What one session does to the server's security and to other sessions: commands for the driver.
//   current: gives the session;  send(source, event): tells the test;  dataType: finds one by name;  toValue(type, json), plain(value):
//   from JSON and to it;  problem: makes JSON of what the SDK rejects with.
// What a handler is asked is told with a ticket, and the command "answer" with that ticket answers it.
export function control(diffusion, { current, send, dataType, toValue, plain, problem }) {
  const registrations = new Map();
  const tickets = new Map();
  const locks = new Map();
  let lastTicket = 0;

  const ask = (source, answerer, event) => {
    tickets.set(++lastTicket, answerer);
    send(source, { ...event, ticket: lastTicket });
  };

  const properties = map => (map instanceof Map ? Object.fromEntries(map) : map ?? null);
  const typed = name => (name === null || name === undefined ? undefined : dataType(name));
  const closing = id => ({
    onClose: () => send(id, { kind: 'close' }),
    onError: error => send(id, { kind: 'error', reason: problem(error) }),
  });
  const keep = async (id, registering) => void registrations.set(id, await registering);

  // In a request stream, unlike in a request handler, the SDK rejects the request and then throws what it has sent.
  const forgiving = responder => ({
    respond: (...args) => responder.respond(...args),
    reject(message) {
      try {
        responder.reject(message);
      } catch (error) {
        if (error?.id !== diffusion.errors.REJECTED_REQUEST.id && error?.cause?.id !== diffusion.errors.REJECTED_REQUEST.id) throw error;
      }
    },
  });

  const builders = {
    authentication: () => current().security.authenticationScriptBuilder(),
    security: () => current().security.securityScriptBuilder(),
  };
  const build = (store, calls) =>
    calls.reduce((built, [method, ...args]) => built[method](...args), builders[store]()).build();

  // A session id as an object of the SDK can only be had from the SDK: its own, and those that events have told of.
  const sessionIds = new Map();
  const seen = id => (sessionIds.set(id.toString(), id), id.toString());
  const sessionId = id => sessionIds.get(id) ?? (current().sessionId.toString() === id ? current().sessionId : id);

  return {
    // calls: those on the script builder in order, each [method, ...arguments].
    buildScript: ({ store, calls }) => build(store, calls),
    updateStore: ({ store, script }) =>
      store === 'security' ? current().security.updateSecurityStore(script) : current().security.updateAuthenticationStore(script),

    getPrincipal: () => current().getPrincipal(),
    revoke: ({ id }) => current().security.revokeAuthentication(sessionId(id)),
    topicSelections: async ({ id }) => {
      const selections = await current().clients.getTopicSelections(sessionId(id));
      return String(JSON.stringify(selections instanceof Map ? [...selections] : selections));
    },

    addAuthenticator: ({ id, handler }) => keep(id, current().security.setAuthenticator(handler, {
      authenticate(principal, credentials, sessionProperties, proposedProperties, callback) {
        ask(id, callback, {
          kind: 'authenticate',
          principal,
          credentials: credentials instanceof Uint8Array ? Buffer.from(credentials).toString('base64') : credentials,
          sessionProperties: properties(sessionProperties),
          proposedProperties: properties(proposedProperties),
        });
      },
      ...closing(id),
    })),

    addSessionListener({ id, filter, keys, after }) {
      const parameters = diffusion.newSessionEventParametersBuilder();
      if (filter !== null) parameters.filter(filter);
      if (keys !== null) parameters.properties(keys);
      if (after !== null) parameters.after(after);
      return keep(id, current().clients.addSessionEventListener({
        onSessionEvent: event => send(id, {
          kind: 'session',
          sessionId: seen(event.sessionId),
          type: diffusion.clients.SessionEventStreamEventType[event.type],
          state: diffusion.clients.SessionState[event.state],
          properties: properties(event.properties),
          changed: properties(event.changedProperties),
          closeReason: event.closeReason ?? null,
          isOpen: event.isOpenEvent(),
        }),
        ...closing(id),
      }, parameters.build()));
    },

    addPropertiesListener: ({ id, keys }) => new Promise((resolve, reject) => {
      const tell = (kind, sessionId, rest) => send(id, { kind, sessionId: seen(sessionId), ...rest });
      Promise.resolve(current().clients.setSessionPropertiesListener(keys, {
        onActive: deregister => {
          registrations.set(id, { close: deregister });
          resolve();
        },
        onSessionOpen: (sessionId, now) => tell('open', sessionId, { properties: properties(now) }),
        onSessionEvent: (sessionId, type, now, before) =>
          tell('change', sessionId, { type, properties: properties(now), changed: properties(before) }),
        onSessionClose: (sessionId, last, closeReason) => tell('closed', sessionId, { properties: properties(last), closeReason }),
        ...closing(id),
      })).catch(reject);
    }),

    addRequestHandler: ({ id, path, keys, type }) => keep(id, current().messages.addRequestHandler(path, {
      onRequest: (request, context, responder) => ask(id, responder, {
        kind: 'request',
        request: plain(request),
        path: context.path,
        sessionId: seen(context.sessionId),
        properties: properties(context.properties),
      }),
      ...closing(id),
    }, keys ?? undefined, typed(type))),

    setRequestStream({ id, path, type, responseType }) {
      const former = current().messages.setRequestStream(path, {
        onRequest: (requestPath, request, responder) =>
          ask(id, forgiving(responder), { kind: 'request', request: plain(request), path: requestPath }),
        ...closing(id),
      }, typed(type), typed(responseType));
      registrations.set(id, { close: () => current().messages.removeRequestStream(path) });
      return former !== undefined;
    },

    // method: respond, reject; allow, deny, abstain.
    answer({ ticket, method, value, type }) {
      const answerer = tickets.get(ticket);
      const given = value === null && type === null ? [] : [toValue(type, value)];
      if (type !== null) given.push(dataType(type));
      answerer[method](...given);
    },

    closeRegistration: async ({ id }) => void await registrations.get(id).close(),

    async request({ path, value, type, target, responseType }) {
      const request = toValue(type, value);
      const types = [typed(type), typed(responseType)];
      return plain(await (target === null
        ? current().messages.sendRequest(path, request, ...types)
        : current().messages.sendRequest(path, request, target, ...types)));
    },

    requestByFilter: ({ id, filter, path, value, type, responseType }) =>
      current().messages.sendRequestToFilter(filter, path, toValue(type, value), {
        onResponse: (sessionId, response) => send(id, { kind: 'response', sessionId: seen(sessionId), value: plain(response) }),
        onResponseError: (sessionId, error) => send(id, { kind: 'failure', sessionId: seen(sessionId), reason: problem(error) }),
      }, typed(type), typed(responseType)),

    async lock({ id, name, scope }) {
      const lock = await current().lock(name, scope ?? undefined);
      locks.set(id, lock);
      return { name: lock.getName(), sequence: Number(lock.getSequence()), scope: lock.getScope() };
    },
    unlock: ({ id }) => locks.get(id).unlock(),
    isLockOwned: ({ id }) => locks.get(id).isOwned(),
  };
}
