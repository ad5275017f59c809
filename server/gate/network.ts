import { isIPv6 } from 'node:net'

/** What is counted together: an address of IPv4; of IPv6 its network, for whoever has one address of it has all 2^64. */
export function networkOf(address: string): string {
  return isIPv6(address) && !address.includes('.') ? prefixOf(address, 4) : address
}

/** What one holder of addresses often has whole: 256 addresses of IPv4, 2^16 networks of IPv6. */
export function neighbourhoodOf(address: string): string {
  return isIPv6(address) && !address.includes('.') ? prefixOf(address, 3) : address.replace(/\.\d+$/, '')
}

/** The first parts of an address of IPv6, written one way. */
function prefixOf(address: string, parts: number): string {
  const [before = '', after = ''] = address.split('::')
  const head = before.split(':').filter(Boolean)
  const tail = after.split(':').filter(Boolean)
  const all = [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
  return all
    .slice(0, parts)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
