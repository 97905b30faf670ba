import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { createApp } from './app.js';
import { type Desk, openDesk } from './desk/desk.js';
import { liveOn } from './desk/live/live.js';
import { offerSetup } from './desk/people/one-time-links.js';
import { purgeSessions } from './desk/people/sessions.js';
import { prepare, readRest } from './desk/prepare.js';
import { clearCopiesLeft } from './desk/register/masking/old-copies.js';
import { readingsOn } from './desk/shares/readings.js';
import { Problem } from './domain/problem.js';
import { logLinesInto } from './log-lines.js';
import { type Settings, UnusableSetting } from './settings.js';
import { openDatabase } from './store/open-store.js';
import { serverOf } from './web/http/server.js';
import { addressOf, linkTo } from './web/page/links.js';

/** How long a request that is running may take once the desk has been told to stop. */
const stopMs = 10_000;

/**
 * Opens the desk that the settings name, says on stdout where it is, and serves it until SIGTERM or
 * SIGINT; then finishes what is running and closes the store. Throws *UnusableSetting* for a host
 * or port that can't be had, and what the store throws that can't be opened.
 */
export async function serve(settings: Settings, say: (line: string) => void): Promise<void> {
  const log = pino({ level: settings.logLevel }, logLinesInto(2));
  const options = { mode: 'write', log: storeLog(log), announce: say } as const;
  const { store, signals } = await openDatabase(settings.database, options);
  try {
    const desk = openDesk(store, { signals });
    await purgeSessions(desk);
    const server = serverOf(createApp({ desk, site: settings, log }));
    const stopped = signalled();
    const address = await listen(server, settings);
    say(`Whence is at ${address}`);
    await sayHowToSetUp(desk, settings.baseUrl ?? address, say);
    try {
      await Promise.race([stopped, takeIn(desk, log).then(() => stopped)]);
    } finally {
      await finish(server, () => liveOn(desk).hangUp());
    }
    const writing = readingsOn(desk).write();
    await writing.catch((err: unknown) => log.warn({ err }, 'Readings were not written'));
  } finally {
    await store.close();
  }
}

/** Reads what the start left for later, then prepares the desk. Throws only where it can't be read. */
async function takeIn(desk: Desk, log: Logger): Promise<void> {
  const notPrepared = (err: unknown) => log.debug({ err }, 'Not prepared');
  await readRest(desk).catch((fault: unknown) => {
    if (fault instanceof Problem && fault.code === 'unreadable') throw fault;
    notPrepared(fault);
  });
  clearCopiesLeft(desk)
    .then((isCleared) => {
      if (!isCleared)
        log.warn('Old copies of names that were removed by law could not be cleared away');
    })
    .catch(notPrepared)
    .then(() => prepare(desk))
    .catch(notPrepared);
}

async function sayHowToSetUp(
  desk: Desk,
  address: string,
  say: (line: string) => void,
): Promise<void> {
  const token = await offerSetup(desk);
  if (token) say(`Nobody is on the desk yet. Set it up at ${linkTo('/setup', { token }, address)}`);
}

function storeLog(log: Logger) {
  return { warn: (message: string) => log.warn(message) };
}

/** Listens, and answers with the address under which the desk is reached from this machine. */
async function listen(server: Server, { port, host }: Settings): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once('error', (fault: NodeJS.ErrnoException) => fail(listenFault(fault, host, port)));
    server.listen(port, host, done);
  });
  const { port: taken } = server.address() as AddressInfo;
  return addressOf(host, taken);
}

function listenFault({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program: choose another with PORT or --port.`,
    EACCES: `Port ${port} may not be used by this user: choose one from 1024 on with PORT or --port.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
    ENOTFOUND: `HOST ${host} is no address of this machine.`,
  };
  return new UnusableSetting(reasons[code ?? ''] ?? `Can’t listen on ${host}:${port}: ${message}.`);
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function signalled(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });
}

/** Takes no more requests and waits for those that run, though not for ever; lines are hung up. */
async function finish(server: Server, hangUp: () => void): Promise<void> {
  const impatient = setTimeout(() => server.closeAllConnections(), stopMs);
  // Over connections that are open, more could be asked for as long as somebody likes.
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  server.keepAliveTimeout = 1;
  await new Promise((done) => {
    server.close(done);
    hangUp();
    server.closeIdleConnections();
  });
  clearTimeout(impatient);
}
