import type { Page } from '@playwright/test'
import { asFolder } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'

const FILE = 'smtprelay.tab'

const test = testOn(async (start) => {
  const office = await start.mailRoot('office')
  const long = await start.mailRoot('long-list')
  return { servers: [asFolder('Office', office), asFolder('Long list', long)], stage: { office, long } }
})

/** What somebody types, and the code of what is said about it. Lines are those of the sample. */
const REFUSED = [
  ['an address that is none', '300.1.1.1', 'ADDRESS_INVALID'],
  ['a host name', 'mail.example.com', 'ADDRESS_IS_HOST_NAME'],
  ['an address with a dot behind it', '203.0.113.1.', 'ADDRESS_TRAILING_DOT'],
  ['an address with a blank in it', '203.0. 113.1', 'ADDRESS_HAS_BLANKS'],
  ['a quoted address with a blank behind it', '"203.0.113.0 "\t"255.255.255.0"', 'ADDRESS_HAS_BLANKS'],
  ['a netmask that is none', '203.0.113.0 255.255.255.256', 'NETMASK_INVALID'],
  ['a prefix length that is none', '203.0.113.0/33', 'PREFIX_LENGTH_INVALID'],
  ['host bits behind the prefix', '203.0.113.65/26', 'PREFIX_HOST_BITS'],
  ['host bits behind the netmask', '203.0.113.65 255.255.255.192', 'PREFIX_HOST_BITS'],
  ['an old way to write an address', '10.1', 'ADDRESS_LEGACY_FORM'],
  ['a netmask for IPv6', '2001:db8:: 255.255.0.0', 'NETMASK_ON_IPV6'],
  ['a range that ends before it begins', '203.0.113.9-203.0.113.1', 'RANGE_BACKWARDS'],
  ['a network that is there', '192.0.2.0/26', 'NETWORK_DUPLICATE'],
  ['a network that another row covers', '10.1.2.0/24', 'NETWORK_COVERED'],
  ['control characters', '203.0.113.0\u0007/24', 'INPUT_CONTROL_CHARACTERS'],
] as const

const textField = (page: Page) => page.locator('form textarea').first()
const addButton = (page: Page) => page.locator('form button[type=submit]').first()

/** What is said beside the field, tied to it for a screen reader too. */
async function saidBeside(page: Page) {
  const field = textField(page)
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
  return page.locator(`[id="${ids.at(-1)}"]`)
}

/** Pastes a long text, as Ctrl+V does: the page takes it without the field, of which a browser would make minutes of work. */
async function paste(page: Page, text: string) {
  const empty = page.getByRole('button', { name: 'Empty the field' })
  if (await empty.isVisible()) await empty.click()
  await textField(page).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await expect(page.getByTestId('long-list')).toBeVisible()
}

test('what cannot be added is refused beside the field, in both languages, before anything is sent', async ({
  page,
  at,
  browser,
  world,
}) => {
  const { url: baseURL } = world.console
  const japanese = await browser.newPage({ baseURL, storageState: world.storageState, locale: 'ja-JP' })
  waitAfterLoading(japanese)
  const pages = [page, japanese]
  const posts: string[] = []
  for (const each of pages) {
    await each.goto(at('Office', 'relay'))
    each.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  }
  for (const [what, text, code] of REFUSED) {
    await test.step(what, async () => {
      const said: string[] = []
      for (const each of pages) {
        await textField(each).fill(text)
        const beside = await saidBeside(each)
        await expect(beside.locator(`[data-code=${code}]`)).toBeVisible()
        await expect(addButton(each)).toBeDisabled()
        await textField(each).press('Enter')
        said.push((await beside.textContent())?.trim() ?? '')
        await textField(each).fill('')
        await expect(textField(each)).toHaveAttribute('aria-invalid', 'false')
      }
      expect(said[0]).toMatch(/^[\x20-\x7e“”’−–]{20,}$/)
      expect(said[1]).toMatch(/[ぁ-んァ-ン].{8,}/)
    })
  }
  for (const each of pages) {
    await expect(each.locator('[data-change=added]')).toHaveCount(0)
    await each.goto(at('Office', 'review'))
    await expect(each.getByRole('main').getByRole('button')).toHaveCount(0)
  }
  expect(posts).toEqual([])
  await japanese.close()
})

test('a duplicate and a covered network name the line that has them', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  await textField(page).fill('192.0.2.0 255.255.255.192')
  await expect(await saidBeside(page)).toContainText('192.0.2.0/26 is already in line 8')
  await textField(page).fill('10.1.2.0/24')
  await expect(await saidBeside(page)).toContainText('10.1.2.0/24 is already covered by 10.0.0.0/8 in line 3')
})

test('what is probably meant is offered by a button, and is then understood', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  for (const [text, offered] of [
    ['203.0.113.65/26', '203.0.113.64/26'],
    ['203.0.113.65 255.255.255.192', '203.0.113.64/26'],
    ['0xcb.0.113.9', '203.0.113.9'],
    ['203.0.113.9.', '203.0.113.9'],
  ] as const) {
    await textField(page).fill(text)
    await page.getByRole('button', { name: `Use ${offered}`, exact: true }).click()
    await expect(textField(page)).toHaveValue(offered)
    await expect(page.getByTestId('understood')).toContainText('1 network')
    await expect(addButton(page)).toBeEnabled()
  }
})

test.describe('what only an administrator may add, and only on purpose', () => {
  test.afterEach(async ({ page, at }) => {
    await page.goto(at('Office', 'review'))
    await page.getByRole('button', { name: 'Throw the draft away' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Throw the draft away' }).click()
    await expect(page.getByText('Your draft is empty')).toBeVisible()
  })

  test('everybody is added after it is typed once more, and the review warns of an open relay', async ({
    page,
    at,
  }) => {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill('0.0.0.0/0')
    const warning = page.getByRole('alert').filter({ hasText: 'This opens the server to strangers' })
    await expect(warning).toContainText('4,294,967,296')
    await expect(addButton(page)).toBeDisabled()
    await page.getByLabel('Type 0.0.0.0/0').fill('0.0.0.0/1')
    await expect(addButton(page)).toBeDisabled()
    await page.getByLabel('Type 0.0.0.0/0').fill('0.0.0.0/0')
    await addButton(page).click()
    await expect(page.locator('[data-network="0.0.0.0/0"][data-state=live]')).toHaveAttribute(
      'data-change',
      'added',
    )
    await page.goto(at('Office', 'review'))
    await expect(page.getByRole('alert').filter({ hasText: 'an open relay' })).toBeVisible()
  })

  test('so is a network wider than /8', async ({ page, at }) => {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill('12.0.0.0/7')
    await expect(addButton(page)).toBeDisabled()
    await page.getByLabel('Type 12.0.0.0/7').fill('12.0.0.0/7')
    await addButton(page).click()
    await expect(page.locator('[data-network="12.0.0.0/7"]')).toHaveAttribute('data-change', 'added')
  })

  test('a netmask with holes is asked about', async ({ page, at }) => {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill('203.0.0.1 255.255.0.255')
    await expect(page.getByText('XMail would accept this. Are you sure?')).toBeVisible()
    await expect(addButton(page)).toBeDisabled()
    await page.getByLabel('Yes, this pattern is meant').check()
    await addButton(page).click()
    await expect(page.locator('[data-change=added]')).toContainText('255.255.0.255')
    await page.goto(at('Office', 'review'))
    await expect(page.locator('[data-meaning=opens]')).toContainText('256 addresses may now relay')
  })
})

test('a list names each line that cannot be added, and can go without them', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  await textField(page).fill(
    ['203.0.113.0/28', 'mail.example.com', '203.0.113.65/26', '203.0.113.0/29', '203.0.113.128/28'].join(
      '\n',
    ),
  )
  await expect(page.getByText('3 lines need a change')).toBeVisible()
  const problem = (code: string) => page.locator(`li[data-code=${code}]`)
  await expect(problem('ADDRESS_IS_HOST_NAME')).toContainText('Line 2')
  await expect(problem('PREFIX_HOST_BITS')).toContainText('Line 3')
  await expect(problem('NETWORK_IN_LIST')).toContainText('203.0.113.0/28 in line 1 of your list')
  await expect(addButton(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Leave out these lines' }).click()
  await expect(textField(page)).toHaveValue('203.0.113.0/28\n203.0.113.128/28')
  await expect(page.getByTestId('understood')).toContainText('2 networks, 32 addresses')
})

test('100,000 pasted lines are staged, reviewed and applied', async ({ page, at, stage }) => {
  test.setTimeout(240_000)
  const before = await stage.long.read(FILE)
  // Of every 65,536 addresses of 11.0.0.0/8 and onwards, the even ones: no two lie together.
  const lines = Array.from({ length: 100_000 }, (_, i) => `11.${i >> 15}.${(i >> 7) & 255}.${(i & 127) * 2}`)
  await page.goto(at('Long list', 'relay'))
  await paste(page, lines.join('\n'))
  await expect(page.getByTestId('long-list')).toContainText('100,000 lines')
  await expect(page.getByTestId('understood')).toContainText('100,000 networks, 100,000 addresses', {
    timeout: 30_000,
  })
  await addButton(page).click()
  await expect(page.getByRole('complementary', { name: 'Your draft' })).toContainText('1 change', {
    timeout: 60_000,
  })
  await page.goto(at('Long list', 'review'))
  await expect(page.locator('[data-meaning=opens]')).toContainText('100,000 addresses may now relay', {
    timeout: 60_000,
  })
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 90_000 })
  const added = lines.map((address) => `"${address}"\t"255.255.255.255"\n`).join('')
  expect((await stage.long.read(FILE)).equals(Buffer.concat([before, Buffer.from(added)]))).toBe(true)
})

test('10 MB of pasted text are refused, and what a request cannot even hold', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  for (const megabytes of [10, 12]) {
    await paste(page, '203.0.113.1 '.repeat((megabytes * 1_000_000) / 12 + 1))
    // A long text is read in steps, and what is said beside the field comes with the end.
    await expect(textField(page)).toHaveAccessibleDescription(/more than the console takes at once/)
    await expect(addButton(page)).toBeDisabled()
  }
})

test('where the browser’s own check is passed by, the server refuses the same', async ({ page, at }) => {
  const good = '198.18.0.0/24'
  let swap: { readonly sent: string; readonly instead: string } | null = null
  await page.route(`**${at('Office', 'relay')}`, (route) => {
    const body = route.request().postData()
    if (!swap || !body?.includes(swap.sent)) return route.continue()
    const { sent, instead } = swap
    swap = null
    return route.continue({ postData: body.replace(sent, () => instead) })
  })
  for (const [instead, said] of [
    ['mail.example.com', 'This is a host name.'],
    ['203.0.113.65/26', 'Use the network itself: 203.0.113.64/26.'],
    ['10.1.2.0/24', 'already covered by 10.0.0.0/8 in line 3'],
    ['203.0.113.0\u0007/24', 'The text contains control characters'],
    ['203.0.113.1\n'.repeat(850_000), 'more than the console takes at once'],
  ] as const) {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill(good)
    swap = { sent: good, instead: JSON.stringify(instead).slice(1, -1) }
    await addButton(page).click()
    await expect(await saidBeside(page)).toContainText(said)
    expect(swap).toBeNull()
  }
  await test.step('a confirmation that was not given', async () => {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill('0.0.0.0/0')
    await page.getByLabel('Type 0.0.0.0/0').fill('0.0.0.0/0')
    swap = { sent: '"typed":"0.0.0.0/0"', instead: '"typed":""' }
    await addButton(page).click()
    await expect(page.getByLabel('Type 0.0.0.0/0')).toHaveAccessibleDescription(/needs a confirmation/)
    expect(swap).toBeNull()
  })
  await page.reload()
  await expect(page.locator('[data-change=added]')).toHaveCount(0)
})
