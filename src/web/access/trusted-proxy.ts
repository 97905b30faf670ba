import { BlockList, isIPv6 } from 'node:net';

/**
 * Whether to believe what the sender at an address says of who sent the request before it; `hop`
 * counts from 0, whoever is connected to us. That is the proxy, if it is one of those trusted. What
 * it was told itself anyone can make up. Whoever hung up meanwhile has no address.
 */
export function trustOf(
  proxies: readonly string[],
): (address: string | undefined, hop: number) => boolean {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits = isIPv6(address) ? 128 : 32] = proxy.split('/');
    trusted.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address, hop) =>
    address !== undefined && hop === 0 && trusted.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
