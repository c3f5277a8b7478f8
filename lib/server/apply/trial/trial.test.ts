import { expect, it } from 'vitest'
import { generateKey, makeSelfSigned, printKey, readNames } from '@/lib/certificates'
import { addAssertions } from '@/lib/db/assertions'
import { unwrap } from '@/lib/errors'
import { EVERYBODY, setUp, tryChange, US } from './testing/trial-world'

it('finds a relay that is closed, a greeting and a mailbox as the files say, before and after', async () => {
  const { world } = await setUp()
  const { fault, before, after, lines } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
  )
  expect(fault).toBeNull()
  const found = ['greeting smtp greeted', 'recipient smtp taken', 'relay smtp refused']
  expect(before).toEqual(found.map((line) => `probe-before done ${line}`))
  expect(after).toEqual(found.map((line) => `probe done ${line}`))
  // Each is written before it is done as well.
  expect(lines.filter((line) => line.includes(' begun '))).toHaveLength(6)
})

it('expects what the new files say of this console, whether that is more or less than before', async () => {
  const { world } = await setUp()
  const opened = await tryChange(world, 'smtprelay.tab', `${US}\n`)
  expect(opened.fault).toBeNull()
  expect(opened.after).toContain('probe done relay smtp taken')
  const refused = await tryChange(world, 'smtp.ipmap.tab', `${EVERYBODY}\t"DENY"\t"1"\n`)
  expect(refused.fault).toBeNull()
  expect(refused.before).toContain('probe-before done relay smtp taken')
  expect(refused.after).toEqual(
    ['greeting', 'recipient', 'relay'].map((probe) => `probe done ${probe} smtp notGreeted`),
  )
})

it('finds a relay that is open although the new files close it', async () => {
  const { world } = await setUp()
  const { fault, after } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
    `${US}\n`,
  )
  expect(fault).toMatchObject({
    code: 'PROBE_FAILED',
    details: { probe: 'relay', service: 'SMTP', expected: 'refused', found: 'taken' },
  })
  expect(after).toContain('probe done recipient smtp taken')
  expect(after).toContain('probe failed relay smtp taken')
})

it('finds a server that refuses everybody although the new files do not', async () => {
  const { world } = await setUp()
  const { fault } = await tryChange(world, 'smtp.ipmap.tab', '# everybody\n', `${EVERYBODY}\t"DENY"\t"1"\n`)
  expect(fault).toMatchObject({ details: { probe: 'greeting', expected: 'greeted', found: 'notGreeted' } })
})

it('sees FINGER closed where it is to be closed, and only FINGER for its list', async () => {
  const { world } = await setUp()
  const closed = `${EVERYBODY}\t"DENY"\t"1"\n`
  const left = await tryChange(world, 'finger.ipmap.tab', closed, null)
  expect(left.fault).toMatchObject({ details: { probe: 'finger', expected: 'silent', found: 'answering' } })
  const { fault, before, after } = await tryChange(world, 'finger.ipmap.tab', closed)
  expect(fault).toBeNull()
  expect(before).toEqual(['probe-before done finger finger answering'])
  expect(after).toEqual(['probe done finger finger silent'])
})

it('knows the planned certificate from another one, and from none', async () => {
  const { world } = await setUp()
  const key = await generateKey('ec-p256')
  const other = await makeSelfSigned(key, 'ec-p256', unwrap(readNames('mail.example.test')), 30, Date.now())
  const kept = await tryChange(world, 'server.cert', other, null)
  expect(kept.fault).toMatchObject({
    details: { probe: 'tls', expected: 'certificate', found: 'otherCertificate' },
  })
  // Written without its key: nobody shakes hands any more.
  const broken = await tryChange(world, 'server.cert', other)
  expect(broken.fault).toMatchObject({
    details: { probe: 'tls', expected: 'certificate', found: 'noHandshake' },
  })
  const back = await tryChange(world, 'server.key', printKey(key))
  expect(back.fault).toBeNull()
  // It was broken before: that proves nothing, neither then nor now.
  expect(back.before.every((line) => line.endsWith('(differed)'))).toBe(true)
  expect(back.after).toEqual([])
})

it('proves the sentences that are about this console’s own address, and those alone', async () => {
  const { world } = await setUp()
  const sentence = (claim: 'only' | 'all', network: string) => ({
    assertion: { kind: 'relay' as const, claim, networks: [network], over: 'both' as const },
    note: '',
  })
  const sentences = [
    sentence('only', '10.0.0.0/8'),
    sentence('all', '192.0.2.0/24'),
    sentence('all', '127.0.0.1/32'),
  ]
  unwrap(await addAssertions(world.records, { serverId: world.serverId, actorName: 'owner' }, sentences))
  const { after, before, fault } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
    `${US}\n`,
  )
  // That loopback may relay was not true before, so it is nothing that the change could break.
  expect(before.filter((line) => line.includes('assertion'))).toEqual([
    'probe-before done assertion smtp (overridden)',
    'probe-before done assertion smtp refused',
  ])
  expect(after.filter((line) => line.includes('assertion'))).toEqual(['probe failed assertion smtp taken'])
  expect(fault?.code).toBe('PROBE_FAILED')
})
