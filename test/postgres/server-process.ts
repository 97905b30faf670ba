/** A program with a server of its own, for a test that kills it: says where, and waits. */
import { startServer } from './server.js';

const { url } = await startServer({ durable: false });
console.log(url);
process.stdin.resume();
