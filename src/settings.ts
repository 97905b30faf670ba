import { isIP } from 'node:net';
import { urlOf } from './domain/web-address.js';

/** What a desk was told by the environment and by flags, checked. */
export interface Settings {
  port: number;
  host: string;
  /** The path of a JSON file, or the address of a PostgreSQL database. */
  database: string;
  /** The public address, without a slash at its end; null where none was given. */
  baseUrl: string | null;
  /** The IANA name of the zone in which times are shown. */
  timeZone: string;
  logLevel: LogLevel;
  /** Whose word counts of who sent a request: addresses, and networks as *10.0.0.0/8*. */
  trustedProxies: readonly string[];
  /** By which names it may be asked beside its public address and those of this machine. */
  allowedHosts: readonly string[];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** A setting that can't be used: its message is one sentence that names the setting. */
export class UnusableSetting extends Error {}

/** The flags of the command line, by their names in camel case. */
export type Flags = Partial<
  Record<
    'port' | 'host' | 'database' | 'baseUrl' | 'timeZone' | 'trustedProxy' | 'allowedHosts',
    string
  >
>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings: a flag comes before its variable, and what is empty counts as not given.
 * Throws *UnusableSetting* for the first that can't be used.
 */
export function readSettings(env: Environment, flags: Flags = {}): Settings {
  const host = readHost(given('HOST', env, '--host', flags.host));
  const baseUrl = readBaseUrl(given('BASE_URL', env, '--base-url', flags.baseUrl));
  return {
    port: readPort(given('PORT', env, '--port', flags.port)),
    host,
    database: readDatabase(given('DATABASE', env, '--database', flags.database)),
    baseUrl,
    timeZone: readTimeZone(given('TIME_ZONE', env, '--time-zone', flags.timeZone)),
    logLevel: readLogLevel(given('LOG_LEVEL', env)),
    trustedProxies:
      readProxies(given('TRUSTED_PROXY', env, '--trusted-proxy', flags.trustedProxy)) ??
      usualProxies(baseUrl),
    allowedHosts: [
      ...readHostNames(given('ALLOWED_HOSTS', env, '--allowed-hosts', flags.allowedHosts)),
      ...(isIP(host) ? [] : [host]),
    ],
  };
}

/** A value and the name under which it was given. */
interface GivenSetting {
  name: string;
  value: string;
}

function given(
  variable: string,
  env: Environment,
  flag = '',
  flagged?: string,
): GivenSetting | null {
  if (flagged !== undefined && flagged !== '') return { name: flag, value: flagged };
  const value = env[variable];
  return value === undefined || value === '' ? null : { name: variable, value };
}

function unusable({ name, value }: GivenSetting, takes: string): UnusableSetting {
  return new UnusableSetting(`${name} takes ${takes}, not “${value}”.`);
}

function readPort(port: GivenSetting | null): number {
  if (port === null) return 3000;
  const number = Number(port.value);
  if (/^\d+$/u.test(port.value) && number <= 65_535) return number;
  throw unusable(port, 'a whole number from 0 to 65535');
}

function readHost(host: GivenSetting | null): string {
  if (host === null) return '127.0.0.1';
  if (/^[\w.:%-]+$/u.test(host.value)) return host.value;
  throw unusable(host, 'a name or an address of this machine');
}

function readDatabase(database: GivenSetting | null): string {
  return database === null ? 'db.json' : checkedDatabase(database.name, database.value);
}

/**
 * A database that was given under a name: the path of a JSON file, or a postgres:// address. Throws
 * *UnusableSetting* for an address of another kind, or one that can't be read.
 */
export function checkedDatabase(name: string, value: string): string {
  const protocol = /^[a-z][a-z\d+.-]*:(?=\/\/)/iu.exec(value)?.[0];
  if (protocol === undefined) return value;
  if (!['postgres:', 'postgresql:'].includes(protocol.toLowerCase())) {
    throw new UnusableSetting(
      `${name} takes the path of a JSON file or a postgres:// address: Whence can’t use ${protocol} addresses.`,
    );
  }
  // The value is not shown: there may be a password in it.
  if (urlOf(value)?.hash === '') return value;
  throw new UnusableSetting(
    `${name} takes an address such as postgres://desk:password@localhost:5432/whence; in a password, write : / ? # @ and % as %3A %2F %3F %23 %40 and %25.`,
  );
}

function readBaseUrl(baseUrl: GivenSetting | null): string | null {
  if (baseUrl === null) return null;
  if (isSiteAddress(baseUrl.value)) return new URL(baseUrl.value).origin;
  throw unusable(baseUrl, 'a web address without a path, such as https://whence.example.org');
}

function isSiteAddress(text: string): boolean {
  const url = urlOf(text);
  if (!url) return false;
  return ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
}

function readTimeZone(zone: GivenSetting | null): string {
  if (zone === null) return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone.value }).resolvedOptions().timeZone;
  } catch {
    throw unusable(zone, 'the name of a time zone, such as Europe/Stockholm');
  }
}

function readLogLevel(level: GivenSetting | null): LogLevel {
  if (level === null) return 'info';
  const known = logLevels.find((each) => each === level.value);
  if (known) return known;
  throw unusable(level, `one of ${logLevels.join(', ')}`);
}

function readProxies(proxies: GivenSetting | null): string[] | null {
  if (proxies === null) return null;
  const listed = listOf(proxies);
  if (listed.every(isNetwork)) return listed;
  throw unusable(proxies, 'addresses or networks between commas, such as 127.0.0.1, 10.0.0.0/8');
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && /^\d+$/u.test(bits) && Number(bits) <= most;
}

/** Who speaks TLS for a desk stands on the same machine, unless it is said. */
export function usualProxies(baseUrl: string | null): string[] {
  return baseUrl?.startsWith('https:') ? ['127.0.0.1', '::1'] : [];
}

function readHostNames(hosts: GivenSetting | null): string[] {
  if (hosts === null) return [];
  const listed = listOf(hosts).map(hostNameOf);
  if (listed.every((name) => name !== null)) return listed;
  throw unusable(
    hosts,
    'names between commas, without ports, such as whence.local, desk.example.org',
  );
}

/** A name as requests bear it, which is not how one with an ü is written; null for what is none. */
function hostNameOf(text: string): string | null {
  const isPlain = /^(?:[\p{L}\p{M}\p{N}._-]+|\[[\da-f:]+\])$/iu.test(text);
  return isPlain ? (urlOf(`http://${text}`)?.hostname ?? null) : null;
}

function listOf({ value }: GivenSetting): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
