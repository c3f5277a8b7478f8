import type { ShownRelayResult } from './shown-job'

/** Taken, and no surprise: the server's own tables let this address relay. */
export function isAllowedByTables({ expected }: Pick<ShownRelayResult, 'expected'>): boolean {
  return expected.some(({ command, reply }) => command === 'rcpt' && (reply?.startsWith('2') ?? false))
}
