import { BlockList, isIPv6 } from 'node:net';

const nearby = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  nearby.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  nearby.addSubnet(network, bits, 'ipv6');
}

/**
 * Whether to believe what the sender at that address says of who sent the request before it; `hop`
 * counts from 0, whoever is connected to us. That is the proxy, if it is on this machine or network.
 * What it was told itself anyone can make up, a colleague on the same network included.
 */
export function isTrustedProxy(address: string, hop: number): boolean {
  return hop === 0 && nearby.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
