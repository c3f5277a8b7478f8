import { once } from 'node:events'
import { connect } from 'node:net'
import type { Page } from '@playwright/test'
import { asFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const NETWORK = '192.0.2.64/26'
const LINE = '"192.0.2.64"\t"255.255.255.192"\n'
const NOBODY = '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const crowded = await start.practice('crowded', { sessions: 1 })
  const sshd = await start.sshd()
  const impostor = await start.sshd()
  const overSsh = await start.mailRoot('over-ssh')
  const toSshd = await start.way(sshd.port)
  const folder = await start.mailRoot('folder')
  const dying = await start.practice('dying')
  const toDying = await start.way(dying.port)
  // In clear, so that the bytes on the way can be told apart. The password is protected by its digest.
  const inClear = { encryption: 'none', port: toDying.port } as const
  const sample = await dying.folder.read(FILE)
  return {
    servers: [
      overCtrl('Practice', practice),
      { ...overCtrl('Wrong password', practice), secrets: { password: 'not-it' } },
      overCtrl('Untrusted', practice, { trust: { by: 'system' } }),
      overCtrl('Renewed', practice, { trust: { by: 'pin', sha256: 'ab'.repeat(32) } }),
      overCtrl('Crowded', crowded),
      overSftp('SSH', sshd, overSsh.path, toSshd.port),
      asFolder('Folder', folder),
      overCtrl('Dying', dying, inClear),
    ],
    stage: { practice, crowded, sshd, impostor, overSsh, toSshd, folder, dying, toDying, sample },
  }
})

type At = (server: string, place?: 'relay' | 'review' | 'history') => string

async function draftNetwork(page: Page, path: string) {
  await page.goto(path)
  await page.getByRole('textbox', { name: 'Add networks' }).fill(NETWORK)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${NETWORK}"]`)).toHaveAttribute('data-change', 'added')
}

async function throwDraftAway(page: Page, path: string) {
  await page.goto(path)
  const button = page.getByRole('button', { name: 'Throw the draft away' })
  if (!(await button.isVisible())) return
  await button.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Throw the draft away' }).click()
  await expect(page.getByText('Your draft is empty')).toBeVisible()
}

/** Each page of the server says what is wrong, and offers to try again. */
async function expectTrouble(page: Page, at: At, server: string, code: string) {
  for (const path of [at(server), at(server, 'relay')]) {
    await page.goto(path)
    await expect(page.locator(`[data-code=${code}]`), path).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' }), path).toBeEnabled()
  }
}

/** The draft outlives the trouble: the review says what is wrong, and once it is over, shows the draft as it was. */
async function expectDraftKept(page: Page, at: At, server: string, code: string, mend: () => Promise<void>) {
  await page.goto(at(server, 'review'))
  await expect(page.locator(`[data-code=${code}]`)).toBeVisible()
  await mend()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('[data-meaning=opens]')).toContainText(NETWORK)
}

test.describe('a server that cannot be reached', () => {
  test.afterEach(async ({ page, at }) => {
    for (const server of ['Practice', 'Crowded', 'SSH']) await throwDraftAway(page, at(server, 'review'))
  })

  test('because it is not running', async ({ page, at, stage: { practice } }) => {
    await draftNetwork(page, at('Practice', 'relay'))
    await practice.stop()
    await expectTrouble(page, at, 'Practice', 'UNREACHABLE')
    await expectDraftKept(page, at, 'Practice', 'UNREACHABLE', () => practice.start())
  })

  test('because it is stopped between review and apply', async ({ page, at, stage: { practice } }) => {
    await draftNetwork(page, at('Practice', 'relay'))
    const before = await practice.folder.read(FILE)
    await page.goto(at('Practice', 'review'))
    await practice.stop()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.locator('#doing [data-code=UNREACHABLE]')).toBeVisible()
    expect(await practice.folder.read(FILE)).toEqual(before)
    await practice.start()
    await page.reload()
    await expect(page.locator('[data-meaning=opens]')).toContainText(NETWORK)
  })

  test('because its ctrl.ipmap.tab lets nobody in', async ({ page, at, stage: { practice } }) => {
    await draftNetwork(page, at('Practice', 'relay'))
    const gate = await practice.folder.read('ctrl.ipmap.tab')
    await practice.folder.write('ctrl.ipmap.tab', NOBODY)
    // Whoever is in may stay; the gate is asked at the next connection.
    await practice.stop()
    await practice.start()
    await expectTrouble(page, at, 'Practice', 'REFUSED_BY_IPMAP')
    await expectDraftKept(page, at, 'Practice', 'REFUSED_BY_IPMAP', () =>
      practice.folder.write('ctrl.ipmap.tab', gate),
    )
  })

  test('because all its sessions are taken', async ({ page, at, stage: { crowded } }) => {
    await draftNetwork(page, at('Crowded', 'relay'))
    await crowded.stop()
    await crowded.start()
    const guest = connect(crowded.port, '127.0.0.1')
    await once(guest, 'data')
    await expectTrouble(page, at, 'Crowded', 'SERVER_BUSY')
    await expectDraftKept(page, at, 'Crowded', 'SERVER_BUSY', async () => {
      guest.destroy()
      await once(guest, 'close')
    })
  })

  test('because it shows another host key than the confirmed one', async ({ page, at, stage }) => {
    const { toSshd, sshd, impostor, overSsh } = stage
    await draftNetwork(page, at('SSH', 'relay'))
    const before = await overSsh.read(FILE)
    toSshd.leadTo(impostor.port)
    await expectTrouble(page, at, 'SSH', 'HOST_KEY_CHANGED')
    await expect(page.locator('[data-code=HOST_KEY_CHANGED]')).toContainText(impostor.hostKey)
    await expectDraftKept(page, at, 'SSH', 'HOST_KEY_CHANGED', async () => toSshd.leadTo(sshd.port))
    expect(impostor.log()).not.toContain('Accepted')
    expect(await overSsh.read(FILE)).toEqual(before)
  })

  for (const [server, code] of [
    ['Wrong password', 'LOGIN_REFUSED'],
    ['Untrusted', 'CERTIFICATE_UNTRUSTED'],
    ['Renewed', 'CERTIFICATE_CHANGED'],
  ] as const) {
    test(`says ${code}`, async ({ page, at }) => {
      await expectTrouble(page, at, server, code)
    })
  }
})

test('a file that was changed since the review is not overwritten, and the draft is kept', async ({
  page,
  at,
  stage: { folder },
}) => {
  await draftNetwork(page, at('Folder', 'relay'))
  await page.goto(at('Folder', 'review'))
  const drifted = Buffer.concat([await folder.read(FILE), Buffer.from('# by somebody else\n')])
  await folder.write(FILE, drifted)
  await page.getByRole('textbox', { name: 'Reason or ticket' }).fill('Drift')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-code=DRIFTED]')).toContainText(FILE)
  expect(await folder.read(FILE)).toEqual(drifted)

  await page.getByRole('button', { name: 'Review again', exact: true }).click()
  await expect(page.getByRole('region', { name: FILE })).toContainText('# by somebody else')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
  expect(await folder.read(FILE)).toEqual(Buffer.concat([drifted, Buffer.from(LINE)]))
})

test.describe('a connection that dies while a file is written', () => {
  test.beforeEach(async ({ page, at, stage: { dying, toDying, sample } }) => {
    toDying.unblock()
    await dying.folder.write(FILE, sample)
    await throwDraftAway(page, at('Dying', 'review'))
    await draftNetwork(page, at('Dying', 'relay'))
    await page.goto(at('Dying', 'review'))
  })
  const apply = (page: Page) => page.getByRole('button', { name: 'Apply', exact: true }).click()
  const state = (page: Page, name: string) => page.locator(`[data-state=${name}]`)
  const IN_THE_MIDDLE = '"172.16.0.0"'
  const AT_THE_END = '\r\n.\r\n'

  test('in the middle: the old file is put back, and the draft is kept', async ({ page, stage }) => {
    const { dying, toDying, sample } = stage
    toDying.cutAfter(IN_THE_MIDDLE, 'unblocked')
    await apply(page)
    await expect(state(page, 'put-back').locator('[data-code=CONNECTION_LOST]')).toBeVisible()
    expect(await dying.folder.read(FILE)).toEqual(sample)
    await page.getByRole('link', { name: 'Back to the review' }).click()
    await expect(page.locator('[data-meaning=opens]')).toContainText(NETWORK)
  })

  test('with only the answer lost: what is there is found to be what was planned', async ({
    page,
    stage,
  }) => {
    const { dying, toDying, sample } = stage
    toDying.cutAfter(AT_THE_END, 'unblocked')
    await apply(page)
    await expect(state(page, 'applied')).toBeVisible()
    expect(await dying.folder.read(FILE)).toEqual(Buffer.concat([sample, Buffer.from(LINE)]))
  })

  test('with the answer lost and the server gone: in doubt, until it is looked at again', async ({
    page,
    stage,
  }) => {
    const { dying, toDying, sample } = stage
    toDying.cutAfter(AT_THE_END, 'blocked')
    await apply(page)
    const doubt = state(page, 'in-doubt')
    await expect(doubt.locator('[data-code=IN_DOUBT]')).toBeVisible({ timeout: 60_000 })
    await doubt.getByRole('button', { name: 'Look again' }).click()
    await expect(doubt.locator('[data-code=UNREACHABLE], [data-code=CONNECTION_LOST]')).toBeVisible()

    toDying.unblock()
    await doubt.getByRole('button', { name: 'Look again' }).click()
    await expect(state(page, 'applied')).toBeVisible()
    expect(await dying.folder.read(FILE)).toEqual(Buffer.concat([sample, Buffer.from(LINE)]))
    await expect(page.getByRole('complementary', { name: 'Your draft' })).toHaveCount(0)
  })

  test('in the middle and the server gone: looked at again, the old file is put back', async ({
    page,
    stage,
  }) => {
    const { dying, toDying, sample } = stage
    toDying.cutAfter(IN_THE_MIDDLE, 'blocked')
    await apply(page)
    await expect(state(page, 'in-doubt')).toBeVisible({ timeout: 60_000 })
    toDying.unblock()
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(state(page, 'put-back')).toBeVisible()
    expect(await dying.folder.read(FILE)).toEqual(sample)
  })
})
