import { err, ok, type Result } from '@/lib/errors'
import { formatAddress, parseAddress } from '@/lib/xmail/net'
import { smtpConfigName } from '@/lib/xmail/variables'

const MAX_PORT = 65_535

/**
 * The variable for a listener as it is typed: an address, and a port or ''. The address is written as XMail prints it,
 * for it looks the name up by that. Errors: those of `parseAddress` in `address`, VALUE_OUT_OF_RANGE in `port`.
 */
export function readListener(addressText: string, portText: string): Result<string> {
  const address = parseAddress(addressText.trim())
  if (!address.ok) return { ok: false, error: { ...address.error, field: 'address' } }
  const port = portText.trim()
  if (port !== '' && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= MAX_PORT)) {
    return err('VALUE_OUT_OF_RANGE', { name: 'PORT', min: 1, max: MAX_PORT }, 'port')
  }
  return ok(
    smtpConfigName({ address: formatAddress(address.value), port: port === '' ? null : Number(port) }),
  )
}
