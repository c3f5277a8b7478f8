import { err, ok, type Result } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import type { ChosenNameServer } from './zone-test'

const DNS_PORT = 53

/**
 * A name server as people write it: `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; '' is the
 * system's. Errors: those of `parseAddress`, VALUE_OUT_OF_RANGE for the port.
 */
export function parseNameServer(text: string): Result<ChosenNameServer> {
  const wanted = text.trim()
  if (wanted === '') return ok(null)
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(wanted) ?? []
  const address = bracketed ?? plain ?? wanted
  const parsed = parseAddress(address)
  if (!parsed.ok) return parsed
  const number = port === '' ? DNS_PORT : Number(port)
  if (number < 1 || number > 65_535) return err('VALUE_OUT_OF_RANGE', { name: 'port', min: 1, max: 65_535 })
  return ok({ address, port: number })
}
