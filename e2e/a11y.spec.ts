import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { PERSON } from './support/console'
import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => ({
  servers: [asFolder('Office', await start.mailRoot('office'))],
  stage: {},
}))

/** Of a server, below its own address. */
const PAGES = [
  'relay',
  'accounts',
  'accounts/programs',
  'sign-in-settings',
  'access/smtp',
  'access/pop3/accounts',
  'access/pop3/example.test/taro',
  'finger',
  'whitelist',
  'spam/clients',
  'spam/senders',
  'spam/block-lists',
  'tls',
  'settings',
  'mailboxes',
  'mailboxes/example.test/hanako',
  'mailboxes/example.test/everyone',
  'files',
  'files/spam-address.tab',
  'simulator',
  'open-relay',
  'findings',
  'map',
  'map?lens=relay&zoom=10.0.0.0/8',
  'who-can-relay',
  'assertions',
  'review',
  'history',
  'administrators',
  'connection',
  'guide/relay-networks',
]

const SIGNED_OUT = { cookies: [], origins: [] }

/** What axe finds, one line a fault, so that a failure names the place. */
async function faultsOf(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** All that another theme can break: the elements and their names are the same. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

async function isSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}

async function draft(page: Page, path: string, network: string) {
  await page.goto(path)
  await page.locator('main form textarea').fill(network)
  await page.locator('main form button[type=submit]').first().click()
  await expect(page.locator(`[data-network="${network}"]`)).toHaveAttribute('data-change', 'added')
}

test.describe('every page', () => {
  test.describe.configure({ mode: 'serial' })
  let revision = ''

  test('has something to show: one change applied, another in the draft', async ({ page, at }) => {
    await draft(page, at('Office', 'relay'), '192.0.2.64/26')
    await page.goto(at('Office', 'review'))
    await page.locator('#doing button[type=submit]').click()
    await expect(page.locator('[data-state=applied]')).toBeVisible()
    revision = new URL(page.url()).pathname
    await draft(page, at('Office', 'relay'), '198.51.100.0/27')
  })

  for (const locale of ['en', 'ja']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`is sound in ${locale}, ${colorScheme}, wide and narrow`, async ({
        page,
        context,
        baseURL,
        at,
      }) => {
        test.setTimeout(720_000)
        await context.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
        await page.emulateMedia({ colorScheme })
        const office = at('Office')
        const paths = [
          '/servers',
          '/servers/new',
          '/people',
          '/account',
          '/guide',
          office,
          revision,
          ...PAGES.map((page) => `${office}/${page}`),
        ]
        for (const path of paths) {
          await page.goto(path)
          await expect(page.locator('html')).toHaveAttribute('lang', locale)
          for (const width of [1440, 390]) {
            await page.setViewportSize({ width, height: 900 })
            const rules = colorScheme === 'dark' ? OF_COLOUR : undefined
            expect(await faultsOf(page, rules), `${path} at ${width}`).toEqual([])
            expect(await isSideways(page), `${path} at ${width} scrolls sideways`).toBe(false)
          }
        }
      })
    }
  }
})

test.describe('signed out', () => {
  test.use({ storageState: SIGNED_OUT })

  for (const locale of ['en', 'ja']) {
    test(`sign-in is sound in ${locale}`, async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
      for (const path of ['/sign-in', '/setup', '/set-password?token=x']) {
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 })
          await page.goto(path)
          expect(await faultsOf(page), `${path} at ${width}`).toEqual([])
          expect(await isSideways(page), `${path} at ${width} scrolls sideways`).toBe(false)
        }
      }
    })
  }

  test('the keyboard alone signs in, adds a network and applies it', async ({ page, at }) => {
    const tabTo = async (name: string | RegExp, role: 'link' | 'button' | 'textbox', key = 'Tab') => {
      const wanted = page.getByRole(role, { name }).first()
      await expect(wanted).toBeVisible()
      for (let presses = 0; presses < 80; presses++) {
        if (await wanted.evaluate((element) => element === document.activeElement)) return
        await page.keyboard.press(key)
      }
      throw new Error(`no Tab leads to ${name}`)
    }
    await page.goto('/sign-in')
    await tabTo('E-mail address', 'textbox')
    await page.keyboard.type(PERSON.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(PERSON.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(at('Office')))

    await tabTo(/Relay networks/, 'link')
    await page.keyboard.press('Enter')
    await tabTo('Add networks', 'textbox')
    await page.keyboard.type('203.0.113.64/26')
    await expect(page.getByTestId('understood')).toContainText('64 addresses')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-network="203.0.113.64/26"]')).toHaveAttribute('data-change', 'added')
    // The draft stands before the page: back from the field, not on through all its rows.
    await tabTo(/Review/, 'link', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await tabTo('Reason or ticket', 'textbox')
    await page.keyboard.type('by keyboard')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-state=applied]')).toBeVisible()
  })
})
