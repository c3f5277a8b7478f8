import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => {
  const folder = await start.mailRoot('mapped')
  await folder.write('smtprelay.tab', Buffer.from('"10.0.0.0/8"\n"198.51.100.7/32"\n', 'latin1'))
  const large = await start.mailRoot('large')
  return { servers: [asFolder('folder', folder), asFolder('large', large)], stage: { large } }
})

const ROWS = 100_000
/** Every second address of 10.0.0.0/8, from the first on, until there are enough. */
const makeRows = () =>
  Array.from({ length: ROWS }, (_, i) => {
    const bits = 2 * i
    return `"10.${bits >> 16}.${(bits >> 8) & 255}.${bits & 255}"\t"255.255.255.255"\n`
  }).join('')

/** Whether a pixel of the picture has the colour of a token of the theme. */
const HAS_COLOUR = (canvas: HTMLCanvasElement, token: string) => {
  const wanted = getComputedStyle(canvas).getPropertyValue(token).trim()
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  for (let i = 0; i < pixels.length; i += 4) {
    const rgb = [pixels[i], pixels[i + 1], pixels[i + 2]].map((each = 0) =>
      each.toString(16).padStart(2, '0'),
    )
    if (`#${rgb.join('')}` === wanted) return true
  }
  return false
}

test('the map shows, tells and finds what a client may do, by keyboard alone', async ({ page, at }) => {
  await page.goto(at('folder'))
  await page.getByRole('navigation').getByRole('link', { name: 'Address map' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Address map' })).toBeVisible()
  await page.getByLabel('What to look at').selectOption('relay')
  await expect(page).toHaveURL(/lens=relay/)
  const relays = page.locator('[data-testid=legend] [data-class=relays]')
  await expect(relays).toContainText('16,777,217')

  // One address among four billion is seen, and found by going there.
  await page.getByLabel('Go to a network or address').fill('198.51.100.7')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/zoom=198\.51\.100\.0\/24/)
  await expect(relays).toContainText('1 address')
  await expect.poll(() => page.locator('canvas').evaluate(HAS_COLOUR, '--opens')).toBe(true)
  const cursor = page.getByTestId('cursor')
  await expect(cursor).toContainText('198.51.100.7/32')
  await expect(cursor.getByRole('link', { name: 'smtprelay.tab line 2' })).toHaveAttribute(
    'href',
    /\/relay#file=smtprelay\.tab&line=2$/,
  )
  await expect(page.getByTestId('count')).toContainText('3 ranges')

  const map = page.getByTestId('map')
  await map.focus()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/zoom=198\.51\.0\.0\/16/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/zoom=198\.51\.100\.0\/24/)
  await page.goBack()
  await expect(page).toHaveURL(/zoom=198\.51\.0\.0\/16/)
  await page.keyboard.press('ArrowRight')
  await expect(cursor).not.toContainText('198.51.100.0/24')

  await map.hover({ position: { x: 5, y: 5 } })
  await expect(page.getByTestId('hover')).toContainText('198.51.')
  await page.getByRole('button', { name: 'all of IPv4' }).click()
  await page.getByLabel('Line that decides').fill('smtprelay.tab:2')
  await expect(page.getByRole('row').filter({ hasText: '198.51.100.7/32' })).toBeVisible()
})

test('a draft is a map of its own, and what it changes another', async ({ page, at }) => {
  await page.goto(`${at('folder')}/relay`)
  await page.locator('main form textarea').fill('192.0.2.0/24')
  await page.locator('main form button[type=submit]').first().click()
  await expect(page.locator('[data-network="192.0.2.0/24"]')).toHaveAttribute('data-change', 'added')

  await page.goto(`${at('folder')}/map?lens=relay`)
  await page.getByLabel('Files').selectOption('change')
  await expect(page.locator('[data-testid=legend] [data-class=opens]')).toContainText('256 addresses')
  await page.getByLabel('Show').selectOption({ label: 'May do more' })
  await expect(page.getByRole('row').filter({ hasText: '192.0.2.0/24' })).toContainText('No relay → Relays')

  await page.goto(at('folder', 'review'))
  const review = page.getByTestId('review-map')
  await expect(review.locator('[data-class=opens]')).toContainText('256 addresses')
  await expect(review.getByTestId('legend')).toContainText('192.0.0.0/16')
  await expect.poll(() => review.locator('canvas').evaluate(HAS_COLOUR, '--opens')).toBe(true)
  await review.getByText('What changes, range by range').click()
  await expect(review.getByRole('row').filter({ hasText: '192.0.2.0/24' })).toContainText('No relay → Relays')
  await review.getByRole('link', { name: 'Open in the address map' }).click()
  await expect(page).toHaveURL(/\/map\?lens=relay&side=change&zoom=192\.0\.0\.0\/16/)
  await expect(page.locator('[data-testid=legend] [data-class=opens]')).toContainText('256 addresses')
})

test('a map that failed is asked for again', async ({ page, at }) => {
  await page.goto(`${at('folder')}/map`)
  await page.route('**/map**', (route) => {
    const forged = route.request().postData()?.replaceAll('"pop3"', '"nothing"')
    return route.continue(forged === undefined ? {} : { postData: forged })
  })
  await page.getByLabel('What to look at').selectOption('pop3')
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await page.unroute('**/map**')
  await again.click()
  await expect(page.locator('[data-testid=legend] [data-class=let-in]')).toBeVisible()
  await expect(again).toHaveCount(0)
})

test('a map of 100,000 rows is drawn, zoomed and searched', async ({ page, at, stage }) => {
  await stage.large.write('smtprelay.tab', makeRows())
  const relays = page.locator('[data-testid=legend] [data-class=relays]')
  const start = performance.now()
  await page.goto(`${at('large')}/map?lens=relay`)
  await expect(relays).toContainText('100,000 addresses', { timeout: 20_000 })
  await expect.poll(() => page.locator('canvas').evaluate(HAS_COLOUR, '--opens')).toBe(true)
  // To be read, not held to: a busy machine takes longer.
  console.info(
    `map of 100,000 rows: drawn ${Math.round(performance.now() - start)} ms after it was asked for`,
  )
  await expect(page.getByTestId('count')).toContainText('200,007 ranges')

  await page.getByLabel('Go to a network or address').fill('10.1.2.0/24')
  await page.keyboard.press('Enter')
  await expect(relays).toContainText('128 addresses')
  await expect(page.getByTestId('count')).toContainText('256 ranges')
  await page.getByLabel('Line that decides').fill('smtprelay.tab:33026')
  await expect(page.getByRole('row').filter({ hasText: '10.1.2.2/32' })).toBeVisible()
  await page.getByTestId('map').focus()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/zoom=10\.1\.0\.0\/16/)
  await expect(relays).toContainText('32,768 addresses')
})
