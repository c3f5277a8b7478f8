import { afterAll, beforeAll, describe } from 'vitest'
import { describeCalls, describeFolders } from './contract/folders-and-calls'
import { describeReads } from './contract/reads'
import { describeRefusals } from './contract/refusals'
import type { Context, StoreFixture } from './contract/support'
import { describeWrites } from './contract/writes'

export type { StoreFixture } from './contract/support'

/**
 * What every MailRootStore does, whatever is below it. `makeFixture` gives a MailRoot with a `server.tab` in it; the
 * contract leaves that file alone and names its own `contract-…`, so that a running XMail is not disturbed.
 */
export function describeStore(name: string, makeFixture: () => Promise<StoreFixture>): void {
  describe(`${name}: the store contract`, () => {
    let fixture: StoreFixture
    const context: Context = { fixture: () => fixture, store: () => fixture.store }
    beforeAll(async () => {
      fixture = await makeFixture()
    })
    afterAll(() => fixture?.cleanUp())

    describe('reads', () => describeReads(context))
    describe('writes', () => describeWrites(context))
    describe('refuses', () => describeRefusals(context))
    describe('folders', () => describeFolders(context))
    describe('calls', () => describeCalls(context))
  })
}
