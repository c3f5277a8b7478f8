// What the scripts print: one line a step, with its time, and a plain sentence when something is missing.
const tty = process.stdout.isTTY

export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** Runs a step with its name on the screen and ticks while it works, so that nobody wonders whether it hangs. */
export async function step(name, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  if (tty) process.stdout.write(`  … ${name}`)
  else say(`  … ${name}`)
  const tick = setInterval(() => {
    if (tty) process.stdout.write(`\r  … ${name} (${seconds()} s)`)
    else if (seconds() % 30 === 0) say(`  … ${name} (${seconds()} s)`)
  }, 1000)
  try {
    const result = await work()
    if (tty) process.stdout.write('\r\x1b[2K')
    say(`  ✓ ${name} (${seconds()} s)`)
    return result
  } catch (error) {
    if (tty) process.stdout.write('\r\x1b[2K')
    say(`  ✗ ${name}`)
    throw error
  } finally {
    clearInterval(tick)
  }
}

/** Ends the script with a reason that a person can act on. */
export function giveUp(reason, detail = '') {
  process.stderr.write(`\n${reason}\n${detail ? `\n${detail}\n` : ''}`)
  process.exit(1)
}
