import type { Page } from '@playwright/test'
import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'
import { type Language, words } from './support/words'

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
const addButton = (page: Page) => page.locator('form button[type=submit]')

/** What is said beside the field, tied to it for a screen reader too. */
async function saidBeside(page: Page) {
  const field = textField(page)
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
  return page.locator(`[id="${ids.at(-1)}"]`)
}

async function openIn(page: Page, language: Language, path: string, url: string) {
  await page.context().addCookies([{ name: 'locale', value: language, url }])
  await page.goto(path)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Puts a long text into the field at once. Typing or pasting it would mostly measure the browser's own editing. */
async function paste(page: Page, text: string) {
  await textField(page).evaluate((field, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)
}

function countPosts(page: Page) {
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  return posts
}

for (const [what, text, code] of REFUSED) {
  test(`${what} is refused beside the field, in both languages, before anything is sent`, async ({
    page,
    at,
    world,
  }) => {
    const posts = countPosts(page)
    const said: string[] = []
    for (const language of ['en', 'ja'] as const) {
      await openIn(page, language, at('Office', 'relay'), world.console.url)
      await textField(page).fill(text)
      const beside = await saidBeside(page)
      await expect(beside.locator(`[data-code=${code}]`)).toBeVisible()
      await expect(addButton(page)).toBeDisabled()
      await textField(page).press('Enter')
      await expect(page.locator('[data-change=added]')).toHaveCount(0)
      said.push((await beside.textContent())?.trim() ?? '')
    }
    const [english = '', japanese = ''] = said
    expect(english).toMatch(/^[\x20-\x7e“”’−–]{20,}$/)
    expect(japanese).toMatch(/[ぁ-んァ-ン].{8,}/)
    expect(posts).toEqual([])
    await page.goto(at('Office', 'review'))
    await expect(page.getByRole('button', { name: words('ja', 'review', 'apply'), exact: true })).toHaveCount(
      0,
    )
  })
}

test('a duplicate and a covered network name the line that has them', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  await textField(page).fill('192.0.2.0 255.255.255.192')
  await expect(await saidBeside(page)).toContainText('192.0.2.0/26 is already in line 8')
  await textField(page).fill('10.1.2.0/24')
  await expect(await saidBeside(page)).toContainText('10.1.2.0/24 is already covered by 10.0.0.0/8 in line 3')
})

for (const [text, offered] of [
  ['203.0.113.65/26', '203.0.113.64/26'],
  ['203.0.113.65 255.255.255.192', '203.0.113.64/26'],
  ['0xcb.0.113.9', '203.0.113.9'],
  ['203.0.113.9.', '203.0.113.9'],
] as const) {
  test(`for ${text} a button offers ${offered}, which is then understood`, async ({ page, at }) => {
    await page.goto(at('Office', 'relay'))
    await textField(page).fill(text)
    await page.getByRole('button', { name: `Use ${offered}`, exact: true }).click()
    await expect(textField(page)).toHaveValue(offered)
    await expect(page.getByTestId('understood')).toContainText('1 network')
    await expect(addButton(page)).toBeEnabled()
  })
}

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
    await expect(page.locator('[data-network="0.0.0.0/0"]')).toHaveAttribute('data-change', 'added')
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

for (const megabytes of [10, 12]) {
  test(`${megabytes} MB of pasted text are refused`, async ({ page, at }) => {
    await page.goto(at('Office', 'relay'))
    await paste(page, '203.0.113.1 '.repeat((megabytes * 1_000_000) / 12 + 1))
    await expect(await saidBeside(page)).toContainText('more than the console takes at once')
    await expect(addButton(page)).toBeDisabled()
  })
}

test.describe('where the browser’s own check is passed by', () => {
  const good = '198.18.0.0/24'
  const bypassed = [
    ['a host name', good, 'mail.example.com', 'This is a host name.'],
    ['host bits', good, '203.0.113.65/26', 'Use the network itself: 203.0.113.64/26.'],
    ['a covered network', good, '10.1.2.0/24', 'already covered by 10.0.0.0/8 in line 3'],
    ['a control character', good, '203.0.113.0\u0007/24', 'The text contains control characters'],
    ['10 MB of text', good, '203.0.113.1\n'.repeat(850_000), 'more than the console takes at once'],
    ['everybody, not confirmed', '"typed":"0.0.0.0/0"', '"typed":""', 'needs a confirmation'],
  ] as const
  for (const [what, sent, instead, said] of bypassed) {
    test(`${what} is refused by the server as well`, async ({ page, at }) => {
      let rewritten = 0
      await page.route(`**${at('Office', 'relay')}`, (route) => {
        const body = route.request().postData()
        if (!body?.includes(sent)) return route.continue()
        rewritten++
        const bad = sent === good ? JSON.stringify(instead).slice(1, -1) : instead
        return route.continue({ postData: body.replace(sent, () => bad) })
      })
      await page.goto(at('Office', 'relay'))
      if (sent === good) {
        await textField(page).fill(good)
      } else {
        await textField(page).fill('0.0.0.0/0')
        await page.getByLabel('Type 0.0.0.0/0').fill('0.0.0.0/0')
      }
      await addButton(page).click()
      await expect(page.getByText(said)).toBeVisible()
      expect(rewritten).toBe(1)
      await page.reload()
      await expect(page.locator('[data-change=added]')).toHaveCount(0)
    })
  }
})
