import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { ownAddressTowards } from './own-address-towards'

describe('ownAddressTowards', () => {
  it('is loopback towards loopback, whether anybody listens there or not', async () => {
    expect(await ownAddressTowards('127.0.0.1', 9)).toEqual(unwrap(parseAddress('127.0.0.1')))
  })

  it('is not known towards a name that there is not', async () => {
    expect(await ownAddressTowards('nowhere.invalid', 9)).toBeNull()
  })
})
