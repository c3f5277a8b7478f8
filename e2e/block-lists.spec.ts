import type { Page } from '@playwright/test'
import { startDnsServer } from '@/test/support/dns-server'
import { findFreePorts } from '@/test/support/free-ports'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'

const WAYS = ['ctrl', 'sftp', 'folder'] as const
type Way = (typeof WAYS)[number]

const FILE = 'server.tab'
const LINE = '"CustMapsList"\t"bl.example.test:1, bl2.example.test:0"'
/** What a public name server is told. */
const CLOSED = { a: ['127.255.255.254'] }

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const roots: Record<Way, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  const servers = [
    overCtrl('ctrl', practice),
    overSftp('sftp', await start.sshd(), sftp.path),
    asFolder('folder', folder),
  ]
  const dns = await startDnsServer((type, name) => {
    if (type !== 'A')
      return type === 'MX' && name === 'example.test' ? { mx: ['mx.example.test'] } : undefined
    if (name === 'mx.example.test') return { a: ['203.0.113.25'] }
    if (name.endsWith('.bl2.example.test')) return CLOSED
    const isListed = ['2.0.0.127.bl.example.test', '25.113.0.203.bl.example.test'].includes(name)
    return isListed ? { a: ['127.0.0.2'] } : undefined
  })
  return { servers, stage: { roots, dns } }
})

test.afterAll(({ stage }) => stage.dns.stop())

const zone = (page: Page, name: string) => page.locator(`[data-zone="${name}"]`)

for (const way of WAYS) {
  test(`zones are mended, added, put in order and applied: ${way}`, async ({ page, at, stage }) => {
    const root = stage.roots[way]
    const before = (await root.read(FILE)).toString('latin1')
    await page.goto(`${at(way)}/spam/block-lists`)
    await expect(page.locator('[data-mark=blank-in-zone]')).toBeVisible()
    await page.getByRole('button', { name: 'Take the blanks out' }).click()
    await expect(page.locator('[data-mark]')).toHaveCount(0)
    await page.getByRole('textbox', { name: 'Add a zone' }).fill('bl.example.test')
    await page.getByRole('radio', { name: 'waits before each answer' }).check()
    await page.getByRole('spinbutton').fill('7')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await expect(page.locator('[data-code=ZONE_DUPLICATE]')).toBeVisible()
    await page.getByRole('textbox', { name: 'Add a zone' }).fill('bl3.example.test')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await expect(zone(page, 'bl3.example.test')).toContainText('waits 7 s before each answer')
    await page.getByRole('button', { name: 'Ask bl3.example.test earlier' }).click()
    await expect(page.locator('[data-zone]').nth(1)).toHaveAttribute('data-zone', 'bl3.example.test')
    expect((await root.read(FILE)).toString('latin1')).toBe(before)

    await page.goto(at(way, 'review'))
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.locator('[data-state=applied]')).toBeVisible()
    const list = 'bl.example.test:1,bl3.example.test:-7,bl2.example.test:0'
    expect((await root.read(FILE)).toString('latin1')).toBe(before.replace(LINE, `"CustMapsList"\t"${list}"`))
  })
}

test('a zone is tested as XMail asks it, and a name server that does not answer is said to, in both languages', async ({
  page,
  at,
  stage,
  browser,
  world,
}) => {
  const [nobody = 0] = await findFreePorts(1)
  await page.goto(`${at('folder')}/spam/block-lists`)
  await page.getByRole('textbox', { name: 'Name server' }).fill(`127.0.0.1:${stage.dns.port}`)
  await page.getByRole('button', { name: 'Find the address' }).click()
  await expect(page.getByRole('textbox', { name: 'Address of this server' })).toHaveValue('203.0.113.25')
  await expect(page.getByText('mx.example.test, a mail exchanger of RootDomain')).toBeVisible()
  await page.getByRole('button', { name: 'Test bl.example.test' }).click()
  const works = zone(page, 'bl.example.test').locator('[data-verdict=works]')
  await expect(works.locator('[data-own=true]')).toContainText('Listed. answered 127.0.0.2')
  await page.getByRole('button', { name: 'Test bl2.example.test' }).click()
  const closed = zone(page, 'bl2.example.test').locator('[data-verdict=refuses-resolver]')
  await expect(closed).toContainText('would refuse everybody')
  expect(stage.dns.asked).toContain('A 2.0.0.127.bl.example.test')

  const { url: baseURL } = world.console
  const japanese = await browser.newPage({ baseURL, storageState: world.storageState, locale: 'ja-JP' })
  waitAfterLoading(japanese)
  await japanese.goto(`${at('folder')}/spam/block-lists`)
  for (const [each, resolver, test, said] of [
    [page, 'Name server', 'Test bl.example.test', 'The name server does not answer'],
    [japanese, 'DNS サーバ', 'bl.example.test をテスト', 'DNS サーバが応答しません'],
  ] as const) {
    await each.getByRole('textbox', { name: resolver }).fill(`127.0.0.1:${nobody}`)
    await each.getByRole('button', { name: test }).click()
    const silent = zone(each, 'bl.example.test').locator('[data-verdict=silent]')
    await expect(silent).toContainText(said, { timeout: 20_000 })
  }
  await japanese.close()
})
