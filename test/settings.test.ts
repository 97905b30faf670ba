import { expect, test } from 'vitest';
import { readSettings, UnusableSetting } from '../src/settings.js';

test('nothing need be set', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    database: 'db.json',
    baseUrl: null,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    logLevel: 'info',
    trustedProxies: [],
    allowedHosts: [],
  });
});

test('every variable is read', () => {
  const env = {
    PORT: '0',
    HOST: '::1',
    DATABASE: '/srv/desk/my desk.json',
    BASE_URL: 'https://Whence.example.org:8443/',
    TIME_ZONE: 'Asia/Kolkata',
    LOG_LEVEL: 'debug',
    TRUSTED_PROXY: '192.0.2.1, 10.0.0.0/8, fd00::/8',
    ALLOWED_HOSTS: 'Whence.local,desk.example.org, bücher.example',
  };
  expect(readSettings(env)).toEqual({
    port: 0,
    host: '::1',
    database: '/srv/desk/my desk.json',
    baseUrl: 'https://whence.example.org:8443',
    timeZone: expect.stringMatching(/^Asia\/(Kolkata|Calcutta)$/u),
    logLevel: 'debug',
    trustedProxies: ['192.0.2.1', '10.0.0.0/8', 'fd00::/8'],
    allowedHosts: ['whence.local', 'desk.example.org', 'xn--bcher-kva.example'],
  });
});

test('a proxy on the same machine is trusted where people come over TLS, and a host by its name', () => {
  const settings = readSettings({ BASE_URL: 'https://desk.example.org', HOST: 'newsroom-pc' });
  expect(settings.trustedProxies).toEqual(['127.0.0.1', '::1']);
  expect(settings.allowedHosts).toEqual(['newsroom-pc']);
});

test('a flag comes before its variable, and what is empty counts as not given', () => {
  const env = { PORT: '4000', DATABASE: '', BASE_URL: '' };
  const settings = readSettings(env, {
    port: '5000',
    database: 'other.json',
    host: '',
    trustedProxy: '192.0.2.1',
    allowedHosts: 'whence.local',
  });
  expect(settings).toMatchObject({
    port: 5000,
    host: '127.0.0.1',
    database: 'other.json',
    baseUrl: null,
    trustedProxies: ['192.0.2.1'],
    allowedHosts: ['whence.local'],
  });
});

test.each([
  [{ PORT: 'http' }, {}, 'PORT takes a whole number from 0 to 65535, not “http”.'],
  [{ PORT: '65536' }, {}, 'PORT takes a whole number from 0 to 65535, not “65536”.'],
  [{ PORT: '-1' }, {}, 'PORT takes a whole number from 0 to 65535, not “-1”.'],
  [{ PORT: '1e3' }, {}, 'PORT takes a whole number from 0 to 65535, not “1e3”.'],
  [{}, { port: '80 80' }, '--port takes a whole number from 0 to 65535, not “80 80”.'],
  [
    { TRUSTED_PROXY: '10.0.0.0/33' },
    {},
    'TRUSTED_PROXY takes addresses or networks between commas, such as 127.0.0.1, 10.0.0.0/8, not “10.0.0.0/33”.',
  ],
  [
    { ALLOWED_HOSTS: 'https://desk.example.org' },
    {},
    'ALLOWED_HOSTS takes names between commas, without ports, such as whence.local, desk.example.org, not “https://desk.example.org”.',
  ],
  [
    { HOST: 'http://here' },
    {},
    'HOST takes a name or an address of this machine, not “http://here”.',
  ],
  [
    { DATABASE: 'mysql://desk@db/whence' },
    {},
    'DATABASE takes the path of a JSON file or a postgres:// address: Whence can’t use mysql: addresses.',
  ],
  [
    {},
    { database: 'https://post.example/db.json' },
    '--database takes the path of a JSON file or a postgres:// address: Whence can’t use https: addresses.',
  ],
  [
    { BASE_URL: 'whence.example.org' },
    {},
    'BASE_URL takes a web address without a path, such as https://whence.example.org, not “whence.example.org”.',
  ],
  [
    { BASE_URL: 'javascript:alert(1)' },
    {},
    'BASE_URL takes a web address without a path, such as https://whence.example.org, not “javascript:alert(1)”.',
  ],
  [
    { BASE_URL: 'https://a.example/desk' },
    {},
    'BASE_URL takes a web address without a path, such as https://whence.example.org, not “https://a.example/desk”.',
  ],
  [
    { TIME_ZONE: 'Mars/Olympus' },
    {},
    'TIME_ZONE takes the name of a time zone, such as Europe/Stockholm, not “Mars/Olympus”.',
  ],
  [
    { LOG_LEVEL: 'loud' },
    {},
    'LOG_LEVEL takes one of trace, debug, info, warn, error, fatal, silent, not “loud”.',
  ],
])('%j with flags %j can’t be used, and one sentence says why', (env, flags, sentence) => {
  expect(() => readSettings(env, flags)).toThrow(new UnusableSetting(sentence));
});

test.each([
  'postgres://desk:paper%20ink@db.example:5433/whence?sslmode=require',
  'postgresql://localhost/whence',
  'postgres://',
  'desk.json',
  '/srv/desk/postgres/db.json',
  'C:\\desk\\db.json',
])('%s is a database', (database) => {
  expect(readSettings({ DATABASE: database }).database).toBe(database);
});

test.each(['postgres://desk:a/b@db/whence', 'postgres://desk:ink#7@db/whence'])(
  'in %s the password can’t be read, and is not shown',
  (database) => {
    expect(() => readSettings({ DATABASE: database })).toThrow(
      new UnusableSetting(
        'DATABASE takes an address such as postgres://desk:password@localhost:5432/whence; in a password, write : / ? # @ and % as %3A %2F %3F %23 %40 and %25.',
      ),
    );
  },
);
