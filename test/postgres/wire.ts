import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The wire between a program and its database, for tests that cut it. */
export interface Wire {
  /** The database's address through this wire. */
  url: string;
  /** Cuts every connection, and refuses new ones until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Lets the next question that holds these words reach the database, and cuts all before its answer. */
  cutAnswerTo(words: string): void;
  /** Lets the next question that holds these words not through, and cuts all in its place. */
  cutBefore(words: string): void;
  /** Keeps every connection, and lets nothing through any more, as a network that went dead. */
  freeze(): void;
  /** How much the database has answered so far. */
  bytesAnswered(): number;
  close(): Promise<void>;
}

/** A wire to the database of an address, on loopback. */
export async function openWire(database: string): Promise<Wire> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let trap: { words: string; reaches: boolean } | null = null;
  let frozen = false;
  let answered = 0;
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const join = (near: Socket): void => {
    const far = connect(Number(target.port), target.hostname);
    let trapped = false;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    near.on('data', (question) => {
      if (frozen) return;
      if (trap && question.includes(trap.words)) {
        trapped = true;
        const { reaches } = trap;
        trap = null;
        if (!reaches) return endAll();
      }
      far.write(question);
    });
    far.on('data', (answer) => {
      answered += answer.length;
      if (trapped) endAll();
      else if (!frozen) near.write(answer);
    });
  };
  let server: Server | null = await listening(createServer(join), 0);
  const { port } = server.address() as AddressInfo;
  const cut = async (): Promise<void> => {
    const closing = server;
    server = null;
    endAll();
    if (closing) await new Promise((done) => closing.close(done));
  };
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: async () => {
      server ??= await listening(createServer(join), port);
    },
    cutAnswerTo: (words) => {
      trap = { words, reaches: true };
    },
    cutBefore: (words) => {
      trap = { words, reaches: false };
    },
    freeze: () => {
      frozen = true;
    },
    bytesAnswered: () => answered,
    close: cut,
  };
}

async function listening(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
