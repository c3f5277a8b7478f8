import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

const FILE = 'smtp.ipmap.tab'
const ACCOUNT_FILE = 'domains/example.test/hanako/pop3.ipmap.tab'

/** The sample's file is in EUC-JP, with the line ends of Unix; the folder's gets those of Windows. */
const LINE_ENDS = { ctrl: '\n', sftp: '\n', folder: '\r\n' } as const
type Way = keyof typeof LINE_ENDS

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const sample = await folder.read(FILE)
  await folder.write(FILE, Buffer.from(sample.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'))
  const stage: Record<Way, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  const servers = [
    overCtrl('ctrl', practice),
    overSftp('sftp', await start.sshd(), sftp.path),
    asFolder('folder', folder),
  ]
  return { servers, stage }
})

// All rules in sight, so that they can be dragged without scrolling.
test.use({ viewport: { width: 1440, height: 1500 } })

/** What the edits below come to, line by line: `支店` is in the file's own encoding. */
const CHANGES = [
  // 0.0.0.0/0 goes up by one place: the fewest lines change where the other one sinks.
  ['"192.0.2.0"\t"255.255.255.0"\t"DENY"\t3', '"192.0.2.0"\t"255.255.255.0"\t"DENY"\t0'],
  ['"192.0.2.128"', '#"192.0.2.128"'],
  ['"ALOW"\t4', '"ALOW"\t6'],
  ['"2001:db8:bad::/48"\t""\t"DENY"\t2', '"2001:db8:bad::/48"\t""\t"DENY"\t4'],
] as const
const ADDED = ['#: \xbb\xd9\xc5\xb9', '"203.0.113.64"\t"255.255.255.192"\t"DENY"\t"5"']

const row = (page: Page, network: string) => page.locator(`[data-network="${network}"]`)
const handle = (page: Page, network: string) =>
  page.getByRole('button', { name: `Drag ${network}`, exact: true })

/** The networks of the rules that are in force, as they stand below each other. */
async function order(page: Page): Promise<string[]> {
  const places = await page.locator('[data-state=live]').evaluateAll((rows) =>
    rows.map((each) => ({
      top: each.getBoundingClientRect().top,
      network: each.getAttribute('data-network') ?? '',
    })),
  )
  return places.toSorted((a, b) => a.top - b.top).map(({ network }) => network)
}

async function choose(page: Page, network: string, item: string) {
  await page.getByRole('button', { name: `More for ${network}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function drag(page: Page, network: string, onto: string) {
  const from = await handle(page, network).boundingBox()
  const to = await handle(page, onto).boundingBox()
  if (!from || !to) throw new Error('a row is not in the page')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 })
  await page.mouse.up()
}

for (const way of ['ctrl', 'sftp', 'folder'] as const) {
  test(`rules are added, ordered, switched off, noted and applied: ${way}`, async ({ page, at, stage }) => {
    const root = stage[way]
    const before = (await root.read(FILE)).toString('latin1')
    await page.goto(`${at(way)}/access/smtp`)
    await test.step('ties, ignored lines and misspelt permissions are shown', async () => {
      await expect(page.getByTestId('counts')).toContainText('6 rows')
      await expect(row(page, '192.0.2.0/24')).toContainText('same precedence as another row')
      await expect(page.locator('[data-state=dead]')).toContainText('four fields are needed')
      await expect(row(page, '198.51.100.0/24')).toContainText('neither ALLOW nor DENY')
    })
    await test.step('a new rule wins over all others', async () => {
      await page.getByRole('textbox', { name: 'Add a rule for' }).fill('203.0.113.64/26')
      await page.getByRole('radio', { name: 'may not connect' }).check()
      await page.getByRole('button', { name: 'Add to the draft' }).click()
      await expect(row(page, '203.0.113.64/26')).toHaveAttribute('data-change', 'added')
    })
    await test.step('rules are put in order by button, by mouse and by keyboard', async () => {
      await page.getByRole('button', { name: 'Let 198.51.100.0/24 win earlier' }).click()
      await expect.poll(() => order(page)).toEqual(['198.51.100.0/24', '203.0.113.64/26', ...REST])
      await drag(page, '2001:db8:bad::/48', '192.0.2.128/25')
      await expect(row(page, '2001:db8:bad::/48')).toContainText('was: may not, precedence 2')
      await expect.poll(async () => (await order(page)).indexOf('2001:db8:bad::/48')).toBe(2)
      await handle(page, '0.0.0.0/0').focus()
      await page.keyboard.press('Space')
      const spoken = page.locator('[id^=DndLiveRegion]')
      await expect(spoken).toContainText('0.0.0.0/0')
      await page.keyboard.press('ArrowUp')
      await expect(spoken).toHaveText('0.0.0.0/0 would be in place 5 of 6.')
      await page.keyboard.press('Space')
      await expect.poll(async () => (await order(page)).at(-1)).toBe('192.0.2.0/24')
      await expect(handle(page, '0.0.0.0/0')).toBeFocused()
    })
    await test.step('a rule is switched off, and one gets a note', async () => {
      await choose(page, '192.0.2.128/25', 'Switch off')
      await expect(row(page, '192.0.2.128/25')).toHaveAttribute('data-state', 'disabled')
      await page.getByRole('button', { name: 'Note on 203.0.113.64/26' }).click()
      await page.getByRole('textbox', { name: 'Note on 203.0.113.64/26' }).fill('支店')
      await page.keyboard.press('Enter')
      await expect(row(page, '203.0.113.64/26')).toContainText('支店')
      expect((await root.read(FILE)).toString('latin1')).toBe(before)
    })
    await test.step('what is applied is what was drafted, byte for byte', async () => {
      await apply(page, at(way))
      const changed = CHANGES.reduce((text, [from, to]) => text.replace(from, to), before)
      const end = LINE_ENDS[way]
      expect((await root.read(FILE)).toString('latin1')).toBe(
        changed + ADDED.map((line) => line + end).join(''),
      )
    })
    await test.step('it is switched on again without a trace', async () => {
      await page.goto(`${at(way)}/access/smtp`)
      await expect(page.getByTestId('counts')).toContainText('1 is switched off')
      await choose(page, '192.0.2.128/25', 'Switch on')
      await expect(row(page, '192.0.2.128/25')).toHaveAttribute('data-state', 'live')
      await apply(page, at(way))
      expect((await root.read(FILE)).toString('latin1')).toContain(
        '\n"192.0.2.128"\t"255.255.255.128"\t"ALLOW"\t3',
      )
    })
  })
}

const REST = ['192.0.2.128/25', '192.0.2.0/24', '2001:db8:bad::/48', '0.0.0.0/0']

async function apply(page: Page, base: string) {
  await page.goto(`${base}/review`)
  await page.getByRole('textbox', { name: 'Reason or ticket' }).fill('TICKET-7')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
}

test('one account gets a list of its own, and no password leaves the server', async ({ page, at, stage }) => {
  await page.goto(`${at('ctrl')}/access/pop3/accounts`)
  await expect(page.locator('[data-account="taro@example.test"]')).toContainText('has a list')
  await expect(page.locator('[data-account="hanako@example.test"]')).toContainText('none')
  await expect(page.locator('[data-account="everyone@example.test"]')).toHaveCount(0)
  const passwords = (await stage.ctrl.read('mailusers.tab')).toString('latin1').match(/"[0-9a-f]{4,}"/g) ?? []
  expect(passwords.length).toBeGreaterThan(2)
  const sent = await page.content()
  for (const password of passwords) expect(sent).not.toContain(password.slice(1, -1))
  await page.getByRole('searchbox', { name: 'Filter' }).fill('hana')
  await expect(page.locator('[data-account]')).toHaveCount(1)
  await page.getByRole('link', { name: 'hanako@example.test' }).click()
  await expect(page.getByText('looks like a wrong password')).toBeVisible()
  await page.getByRole('textbox', { name: 'Add a rule for' }).fill('192.168.0.0/24')
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(row(page, '192.168.0.0/24')).toHaveAttribute('data-change', 'added')
  await apply(page, at('ctrl'))
  expect((await stage.ctrl.read(ACCOUNT_FILE)).toString('latin1')).toBe(
    '"192.168.0.0"\t"255.255.255.0"\t"ALLOW"\t"1"\n',
  )
  for (const nobody of ['example.test/nobody', '%2e%2e/%2e%2e%2fserver.tab']) {
    const response = await page.request.get(`${at('ctrl')}/access/pop3/${nobody}`)
    expect(response.status(), nobody).toBe(404)
  }
})

/** What is typed as a precedence, and whether it is one. */
const PRECEDENCES = [
  ['-2', false],
  ['2147483648', false],
  ['1.5', false],
  ['high', false],
  ['', false],
  ['-1', true],
  ['2147483647', true],
  ['７', true],
] as const

const REFUSED = [
  ['300.1.1.1', 'ADDRESS_INVALID'],
  ['192.168.0.0.', 'ADDRESS_TRAILING_DOT'],
  ['203.0.113.65/26', 'PREFIX_HOST_BITS'],
  ['mail.example.com', 'ADDRESS_IS_HOST_NAME'],
] as const

for (const [language, locale] of [
  ['en', 'en-US'],
  ['ja', 'ja-JP'],
] as const) {
  test(`what can be no rule is refused beside its field: ${language}`, async ({ browser, world, at }) => {
    const page = await browser.newPage({
      baseURL: world.console.url,
      storageState: world.storageState,
      locale,
    })
    waitAfterLoading(page)
    // Without a file there is no rule that another one could stand in the way of.
    await page.goto(`${at('folder')}/access/pop3/example.test/hanako`)
    const say = (key: string, places = {}) => words(language as Language, 'access', key, places)
    const text = page.getByRole('textbox', { name: say('addLabel') })
    const precedence = page.getByRole('textbox', { name: say('precedence') })
    const add = page.getByRole('button', { name: say('add') })
    for (const [typed, code] of REFUSED) {
      await text.fill(typed)
      await expect(page.locator(`[data-code=${code}]`)).toBeVisible()
      await expect(add).toBeDisabled()
    }
    await text.fill('192.0.2.0/24')
    for (const [typed, isOne] of PRECEDENCES) {
      await precedence.fill(typed)
      await expect(precedence).toHaveAttribute('aria-invalid', String(!isOne))
      await expect(page.getByText(say('precedenceNeeded'))).toHaveCount(isOne ? 0 : 1)
      await expect(add).toBeEnabled({ enabled: isOne })
    }
    await page.close()
  })
}
